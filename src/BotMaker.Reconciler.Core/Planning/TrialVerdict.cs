using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>What a look at a container on trial comes to. A closed hierarchy.</summary>
internal abstract record TrialVerdict
{
    private TrialVerdict()
    {
    }

    /// <summary>Nothing is decided yet.</summary>
    public sealed record Wait(TimeSpan For) : TrialVerdict;

    /// <summary>It is to be started: for the first time, or again, since its end is not held against it.</summary>
    /// <param name="Afresh">Its time begins anew.</param>
    public sealed record Start(bool Afresh) : TrialVerdict;

    /// <summary>Somebody paused it.</summary>
    public sealed record Unpause : TrialVerdict;

    /// <summary>It has just been found ready: it has to stay so.</summary>
    public sealed record Ready : TrialVerdict;

    /// <summary>It was ready, and is starting again.</summary>
    public sealed record NoLongerReady : TrialVerdict;

    /// <summary>It was ready for long enough.</summary>
    public sealed record Proven : TrialVerdict;

    public sealed record Failed(RolloutFailure Failure) : TrialVerdict;
}
