using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>Which packages were put into a bot's state, and for which image: <c>bots/&lt;id&gt;/packages.json</c>. Losing it costs one more installation.</summary>
internal sealed class PackageStore(DataDirectory data, TimeProvider time)
{
    public bool Has(BotId id, string package, string imageId) =>
        Read(id).TryGetValue(package, out var of) && string.Equals(of, imageId, StringComparison.Ordinal);

    public void Put(BotId id, string package, string imageId)
    {
        var known = Read(id);
        known[package] = imageId;
        data.EnsureBot(id);
        StateFile.Write(data.Packages(id), known, StorageJson.Default.DictionaryStringString);
    }

    private Dictionary<string, string> Read(BotId id) =>
        StateFile.Read(id, data.Packages(id), StorageJson.Default.DictionaryStringString, time.GetUtcNow()).Content ?? new(StringComparer.Ordinal);
}
