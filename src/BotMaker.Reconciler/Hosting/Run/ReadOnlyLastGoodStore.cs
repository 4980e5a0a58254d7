using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Manifests;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>Remembers what the daemon remembered, and keeps nothing new.</summary>
internal sealed class ReadOnlyLastGoodStore(ILastGoodStore inner) : ILastGoodStore
{
    public IReadOnlyList<LastGood> LoadAll(List<string> problems) => inner.LoadAll(problems);

    public LastGood? Load(BotId id) => inner.Load(id);

    public void Save(LastGood lastGood)
    {
    }

    public SourceMemory LoadSource() => inner.LoadSource();

    public void SaveSource(SourceMemory memory)
    {
    }
}
