using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Reload;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.OpenClaw.Configuration;

/// <summary>Collects the secrets of one configuration and gives what stands in their place: a reference, or a placeholder where the release has none.</summary>
internal sealed class SecretBook(Dialect dialect)
{
    // OpenClaw's limit for the name of a secret provider.
    private const int MaxIdLength = 64;
    private const int HashLength = 8;

    private readonly SecretDelivery _delivery = dialect == Dialect.Current ? SecretDelivery.File : SecretDelivery.Inline;
    private readonly SortedDictionary<string, RenderedSecret> _secrets = new(StringComparer.Ordinal);

    public ValueList<RenderedSecret> Secrets => _secrets.Values.ToValueList();

    /// <param name="source">Null: generated.</param>
    /// <param name="field">The manifest's field.</param>
    /// <param name="path">The configuration's; it makes the id, so that a person finds one from the other, and says what a change costs.</param>
    public DataNode Refer(SecretRef? source, string field, params ReadOnlySpan<string> path)
    {
        var onChange = _delivery == SecretDelivery.File ? ChangeClass.Live : ReloadRules.ClassOf(path.ToArray(), dialect);
        var id = Add(new("", source, field, _delivery, onChange), path);
        return _delivery == SecretDelivery.Inline
            ? new DataNode.Text(SecretPlaceholders.For(id))
            : new DataNode.Map(ValueMap.Of<DataNode>(("id", new DataNode.Text("value")), ("provider", new DataNode.Text(id)), ("source", new DataNode.Text("file"))));
    }

    /// <summary>For a setting that takes the path of a file; works in every release. Such a file is read when its channel starts, and a secrets reload passes it by.</summary>
    public DataNode ReferToFile(SecretRef source, string field, params ReadOnlySpan<string> path) =>
        new DataNode.Text($"{ContainerPaths.SecretsDirectory}/{Add(new("", source, field, SecretDelivery.File, ChangeClass.Restart), path)}");

    /// <summary>Replaces secrets anywhere inside a value of the manifest.</summary>
    public DataNode Replace(DataNode value, string field, params ReadOnlySpan<string> path)
    {
        switch (value)
        {
            case DataNode.Secret secret:
                return Refer(secret.Reference, field, path);
            case DataNode.Map map:
                List<KeyValuePair<string, DataNode>> entries = [];
                foreach (var (key, entry) in map.Entries) entries.Add(new(key, Replace(entry, $"{field}.{key}", [.. path, key])));
                return new DataNode.Map(entries.ToValueMap());
            case DataNode.Sequence sequence:
                List<DataNode> items = [];
                foreach (var item in sequence.Items)
                {
                    var index = items.Count.ToString(CultureInfo.InvariantCulture);
                    items.Add(Replace(item, $"{field}[{index}]", [.. path, index]));
                }

                return new DataNode.Sequence(items.ToValueList());
            default:
                return value;
        }
    }

    /// <summary>What the references name: one provider per file.</summary>
    public void WriteProviders(ConfigTree root)
    {
        if (_delivery != SecretDelivery.File) return;
        foreach (var secret in _secrets.Values)
        {
            var provider = root.At("secrets", "providers", secret.Id);
            provider.Set("mode", "singleValue");
            provider.Set("path", $"{ContainerPaths.SecretsDirectory}/{secret.Id}");
            provider.Set("source", "file");
        }
    }

    private string Add(RenderedSecret secret, ReadOnlySpan<string> path)
    {
        var id = IdFor(path);
        _secrets[id] = secret with { Id = id };
        return id;
    }

    // channels.telegram.botToken -> channels-telegram-bot-token. Where letters are lost, a hash of the path keeps ids apart.
    private static string IdFor(ReadOnlySpan<string> path)
    {
        var text = new StringBuilder();
        var isLossy = false;
        foreach (var segment in path)
        {
            if (text.Length > 0) text.Append('-');
            for (var i = 0; i < segment.Length; i++)
            {
                var c = segment[i];
                if (char.IsAsciiLetterUpper(c) && i > 0 && char.IsAsciiLetterLower(segment[i - 1])) text.Append('-');
                if (char.IsAsciiLetterOrDigit(c))
                {
                    text.Append(char.ToLowerInvariant(c));
                    continue;
                }

                text.Append('-');
                isLossy = true;
            }
        }

        if (!isLossy && text.Length <= MaxIdLength) return text.ToString();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', path.ToArray()))))[..HashLength];
        if (text.Length > MaxIdLength - HashLength - 1) text.Length = MaxIdLength - HashLength - 1;
        return $"{text}-{hash}";
    }
}
