using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>What we must remember about a bot because the engine cannot tell it. Kept on disk, written before each step.</summary>
public sealed record BotRecord
{
    public static readonly BotRecord Empty = new();

    /// <summary>The highest attempt number ever used; numbers are not used twice.</summary>
    public int LastAttempt { get; init; }

    /// <summary>Attempts whose container may still exist.</summary>
    public ValueList<AttemptRecord> Attempts { get; init; }

    /// <summary>The uid of the bot, once given.</summary>
    public int? Uid { get; init; }

    /// <summary>Not null: its manifest is gone, and its container is kept.</summary>
    public Retirement? Retired { get; init; }

    public AttemptRecord? Find(int number)
    {
        foreach (var attempt in Attempts)
        {
            if (attempt.Number == number) return attempt;
        }

        return null;
    }
}
