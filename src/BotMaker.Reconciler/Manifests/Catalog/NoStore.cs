using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>Remembers nothing: for checks offline.</summary>
internal sealed class NoStore : ILastGoodStore
{
    public static readonly NoStore Instance = new();

    public IReadOnlyList<LastGood> LoadAll(List<string> problems) => [];

    public LastGood? Load(BotId id) => null;

    public void Save(LastGood lastGood)
    {
    }

    public SourceMemory LoadSource() => SourceMemory.None;

    public void SaveSource(SourceMemory memory)
    {
    }
}
