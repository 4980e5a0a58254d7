namespace BotMaker.Reconciler.Control;

/// <summary>How far a run of starts is: from the first bot that started to the last that is on its way.</summary>
/// <param name="Starting">Started, and not yet healthy.</param>
/// <param name="Waiting">For their turn.</param>
/// <param name="Done">Healthy since the run began.</param>
/// <param name="DoneAt">An estimate; null before the first is done.</param>
public sealed record StartProgress(int Starting, int Waiting, int Done, DateTimeOffset? DoneAt)
{
    public int Total => Starting + Waiting + Done;
}
