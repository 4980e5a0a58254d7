namespace BotMaker.DockerEngine.Containers;

internal sealed record WaitAnswer(long StatusCode, WaitAnswer.WaitError? Error)
{
    internal sealed record WaitError(string? Message);
}
