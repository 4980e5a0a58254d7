using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Manifests;

/// <summary>Where the last good spec of each bot is kept, so that a manifest which is bad at start stops no bot.</summary>
internal interface ILastGoodStore
{
    /// <summary>Everything that is kept. What cannot be read is set aside and named in <paramref name="problems"/>; it never throws for that.</summary>
    IReadOnlyList<LastGood> LoadAll(List<string> problems);

    /// <summary>One bot's, for one that came back after it was forgotten. Null: nothing is kept.</summary>
    LastGood? Load(BotId id);

    /// <exception cref="IOException">It could not be written.</exception>
    void Save(LastGood lastGood);

    SourceMemory LoadSource();

    /// <exception cref="IOException">It could not be written.</exception>
    void SaveSource(SourceMemory memory);
}
