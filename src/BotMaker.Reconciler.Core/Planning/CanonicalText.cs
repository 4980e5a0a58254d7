using System.Globalization;
using System.Text;
using System.Text.Json;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>One text for one value: what is hashed, compared and shown. Composite values are JSON with ordinal key order; secrets are their references.</summary>
internal static class CanonicalText
{
    /// <summary>Seconds with the shortest fraction: <c>90s</c>, <c>0.5s</c>.</summary>
    public static string Of(TimeSpan value) => $"{(value.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture)}s";

    /// <summary>CPUs from billionths.</summary>
    public static string OfCpus(long nanoCpus) => (nanoCpus / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture);

    public static string Of(ValueList<string> items) => Of(new DataNode.Sequence(items.Select(DataNode (i) => new DataNode.Text(i)).ToValueList()));

    public static string Of(ProviderSpec provider) => Of(Map(
        ("api", Text(provider.Api)),
        ("apiKey", Secret(provider.ApiKey)),
        ("baseUrl", Text(provider.BaseUrl)),
        ("headers", Map(provider.Headers)),
        ("models", Sequence(provider.Models))));

    public static string Of(ChannelSpec channel) => Of(Node(channel));

    public static string Of(WorkspaceFile file) => Of(Map(
        ("file", Text(file.File)),
        ("inline", Text(file.Inline)),
        ("mode", Text(file.Mode.ToString()))));

    public static string Of(DataNode node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static DataNode.Map Node(ChannelSpec channel) => Map(
        ("accounts", channel.Accounts.Count == 0 ? null : new DataNode.Map(channel.Accounts.Select(a => KeyValuePair.Create(a.Key, (DataNode)Node(a.Value))).ToValueMap())),
        ("allowFrom", Texts(channel.AllowFrom)),
        ("credentials", channel.Credentials.Count == 0 ? null : new DataNode.Map(channel.Credentials.Select(c => KeyValuePair.Create(c.Key, (DataNode)new DataNode.Secret(c.Value))).ToValueMap())),
        ("defaultAccount", Text(channel.DefaultAccount)),
        ("dmPolicy", Text(channel.DmPolicy.ToString())),
        ("enabled", new DataNode.Flag(channel.Enabled)),
        ("groupAllowFrom", Texts(channel.GroupAllowFrom)),
        ("groupPolicy", Text(channel.GroupPolicy.ToString())),
        ("groups", Map(channel.Groups)),
        ("settings", Map(channel.Settings)));

    private static DataNode.Map Map(params ReadOnlySpan<(string Key, DataNode? Value)> entries)
    {
        var map = default(ValueMap<DataNode>);
        foreach (var (key, value) in entries)
        {
            if (value is not null) map = map.With(key, value);
        }

        return new(map);
    }

    private static DataNode.Map? Map(ValueMap<DataNode> entries) => entries.Count == 0 ? null : new(entries);

    private static DataNode.Sequence? Sequence(ValueList<DataNode> items) => items.Count == 0 ? null : new(items);

    private static DataNode.Sequence? Texts(ValueList<string> items) =>
        items.Count == 0 ? null : new(items.Select(DataNode (i) => new DataNode.Text(i)).ToValueList());

    private static DataNode.Text? Text(string? value) => value is null ? null : new(value);

    private static DataNode.Secret? Secret(SecretRef? reference) => reference is null ? null : new DataNode.Secret(reference);

    private static void Write(StringBuilder text, DataNode node)
    {
        switch (node)
        {
            case DataNode.Flag flag:
                text.Append(flag.Value ? "true" : "false");
                break;
            case DataNode.Number number:
                text.Append(number.Literal);
                break;
            case DataNode.Text value:
                Quote(text, value.Value);
                break;
            case DataNode.Secret secret:
                text.Append("{\"secretRef\":");
                Quote(text, secret.Reference.ToString());
                text.Append('}');
                break;
            case DataNode.Sequence sequence:
                Join(text, '[', ']', sequence.Items, Write);
                break;
            case DataNode.Map map:
                Join(text, '{', '}', map.Entries, (t, entry) =>
                {
                    Quote(t, entry.Key);
                    t.Append(':');
                    Write(t, entry.Value);
                });
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void Join<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<StringBuilder, T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(',');
            first = false;
            write(text, item);
        }

        text.Append(close);
    }

    private static void Quote(StringBuilder text, string value) => text.Append('"').Append(JsonEncodedText.Encode(value).ToString()).Append('"');
}
