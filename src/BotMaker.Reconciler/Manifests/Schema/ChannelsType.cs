using System.Text.Json.Nodes;
using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>Channels by name. What each of them takes stands in the catalog of channels.</summary>
internal sealed class ChannelsType : FieldType<ValueMap<ChannelSpec>>
{
    public static readonly ChannelsType Instance = new();

    private static readonly Dictionary<string, ChannelType> Types = ChannelCatalog.All.ToDictionary(channel => channel.Name, channel => new ChannelType(channel), StringComparer.Ordinal);

    public override string Name => "map of channels";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out ValueMap<ChannelSpec> value)
    {
        value = default;
        if (node is not ManifestNode.Map map) return binding.WrongType(node, path, "a map");
        List<KeyValuePair<string, ChannelSpec>> channels = [];
        foreach (var entry in map.Entries)
        {
            if (!Types.TryGetValue(entry.Key, out var type))
            {
                if (!binding.Lenient) UnknownKey.Report(binding, entry, path, Types.Keys);
            }
            else if (type.TryRead(entry.Value, path[entry.Key], binding, out var channel))
            {
                channels.Add(new(entry.Key, channel));
            }
        }

        value = channels.ToValueMap();
        return true;
    }

    public override JsonNode Write(ValueMap<ChannelSpec> value)
    {
        JsonObject written = [];
        foreach (var (name, channel) in value)
        {
            if (Types.TryGetValue(name, out var type)) written[name] = type.Write(channel);
        }

        return written;
    }

    public override JsonObject JsonSchema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(Types.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.JsonSchema()))),
    };

    public override IEnumerable<FieldDoc> Describe(string path) =>
        Types.OrderBy(pair => pair.Key, StringComparer.Ordinal).First().Value.DescribeShared($"{path}.*")
            .Concat(Types.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.Describe($"{path}.{pair.Key}")));
}
