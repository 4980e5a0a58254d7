using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>One channel: the fields that all share, its credentials, and the settings that it knows.</summary>
internal sealed class ChannelType(ChannelDefinition definition) : FieldType<ChannelSpec>
{
    private const string Accounts = "accounts";

    private static readonly ListType<string> Ids = new(new TextType("id in quotes"));

    private static readonly IReadOnlyList<SchemaField<ChannelSpec>> Shared =
    [
        new BoundField<ChannelSpec, bool>("enabled", FlagType.Instance, s => s.Enabled, (s, v) => s with { Enabled = v }, "Switches it off without losing its settings."),
        new BoundField<ChannelSpec, AccessPolicy>("dmPolicy", Words.DmPolicy, s => s.DmPolicy, (s, v) => s with { DmPolicy = v }, "Who may write direct messages. allowlist needs allowFrom."),
        new BoundField<ChannelSpec, ValueList<string>>("allowFrom", Ids, s => s.AllowFrom, (s, v) => s with { AllowFrom = v }, "Ids of those who may write, each in quotes. Empty with allowlist is an error, not everybody."),
        new BoundField<ChannelSpec, AccessPolicy>("groupPolicy", Words.GroupPolicy, s => s.GroupPolicy, (s, v) => s with { GroupPolicy = v }, "In which groups the bot listens."),
        new BoundField<ChannelSpec, ValueList<string>>("groupAllowFrom", Ids, s => s.GroupAllowFrom, (s, v) => s with { GroupAllowFrom = v }, "Ids of those who may write in groups."),
        new BoundField<ChannelSpec, ValueMap<DataNode>>("groups", new MapType<DataNode>(FreeType.Instance), s => s.Groups, (s, v) => s with { Groups = v }, "Settings by group id, as OpenClaw takes them."),
    ];

    private static readonly BoundField<ChannelSpec, string> DefaultAccount =
        new("defaultAccount", TextType.Any, s => s.DefaultAccount, (s, v) => s with { DefaultAccount = v }, "The account that sends where nothing else decides.");

    private readonly IReadOnlyList<string> _known =
        [.. Shared.Select(field => field.Name), DefaultAccount.Name, Accounts, .. definition.Credentials.Keys, .. definition.Settings.Keys];

    public override string Name => "channel";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, [MaybeNullWhen(false)] out ChannelSpec value)
    {
        value = new ChannelSpec();
        if (node is not ManifestNode.Map map) return binding.WrongType(node, path, "a map");
        value = ReadFields(map, path, binding, value, inAccount: false);
        if (map.Find(Accounts) is not { } accounts) return true;
        if (accounts.Value is not ManifestNode.Map byName) return binding.WrongType(accounts.Value, path[Accounts], "a map of accounts");

        // An account's policies are its channel's unless it has its own.
        var start = new ChannelSpec { DmPolicy = value.DmPolicy, GroupPolicy = value.GroupPolicy };
        List<KeyValuePair<string, ChannelSpec>> read = [];
        foreach (var entry in byName.Entries)
        {
            var own = path[Accounts][entry.Key];
            if (entry.Value is ManifestNode.Map account) read.Add(new(entry.Key, ReadFields(account, own, binding, start, inAccount: true)));
            else binding.WrongType(entry.Value, own, "a map");
        }

        value = value with { Accounts = read.ToValueMap() };
        return true;
    }

    public override JsonObject Write(ChannelSpec value)
    {
        var written = WriteFields(value);
        if (DefaultAccount.Write(value, value) is { } name) written[DefaultAccount.Name] = name;
        if (value.Accounts.Count > 0) written[Accounts] = new JsonObject(value.Accounts.Select(account => KeyValuePair.Create(account.Key, (JsonNode?)WriteFields(account.Value))));
        return written;
    }

    public override JsonObject JsonSchema()
    {
        var account = FieldSchemas();
        var properties = FieldSchemas();
        properties[DefaultAccount.Name] = DefaultAccount.JsonSchema(new ChannelSpec());
        properties[Accounts] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Closed(account) };
        return Closed(properties);
    }

    public override IEnumerable<FieldDoc> Describe(string path)
    {
        foreach (var credential in definition.Credentials.Values)
        {
            yield return new FieldDoc($"{path}.{credential.Name}", SecretRefType.Instance.Name, false, null, $"{definition.DisplayName}: {credential.Description}.");
        }

        foreach (var setting in definition.Settings.Values.Where(setting => setting.IsRequired))
        {
            yield return new FieldDoc($"{path}.{setting.Name}", setting.Describe(), true, null, $"{definition.DisplayName} needs it.");
        }
    }

    /// <summary>What every channel has, once.</summary>
    public IEnumerable<FieldDoc> DescribeShared(string path) =>
    [
        .. Shared.SelectMany(field => field.Describe(path, new ChannelSpec())),
        .. DefaultAccount.Describe(path, new ChannelSpec()),
        new FieldDoc($"{path}.{Accounts}", "map of channels", false, null, "Further accounts by id, with the same fields but for accounts and defaultAccount. Policies are the channel's unless given."),
    ];

    private static JsonObject Closed(JsonObject properties) => new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };

    private ChannelSpec ReadFields(ManifestNode.Map map, FieldPath path, Binding binding, ChannelSpec channel, bool inAccount)
    {
        List<KeyValuePair<string, SecretRef>> credentials = [];
        List<KeyValuePair<string, DataNode>> settings = [];
        foreach (var entry in map.Entries)
        {
            var own = path[entry.Key];
            if (Shared.FirstOrDefault(field => string.Equals(field.Name, entry.Key, StringComparison.Ordinal)) is { } field)
            {
                channel = field.Read(entry.Value, own, binding, channel);
            }
            else if (definition.Credentials.ContainsKey(entry.Key))
            {
                if (SecretRefType.Instance.TryRead(entry.Value, own, binding, out var reference)) credentials.Add(new(entry.Key, reference));
            }
            else if (definition.Settings.ContainsKey(entry.Key) || definition.Refused.ContainsKey(entry.Key))
            {
                if (FreeType.Instance.TryRead(entry.Value, own, binding, out var setting)) settings.Add(new(entry.Key, setting));
            }
            else if (!inAccount && string.Equals(entry.Key, DefaultAccount.Name, StringComparison.Ordinal))
            {
                channel = DefaultAccount.Read(entry.Value, own, binding, channel);
            }
            else if ((inAccount || !string.Equals(entry.Key, Accounts, StringComparison.Ordinal)) && !binding.Lenient)
            {
                UnknownKey.Report(binding, entry, path, inAccount ? [.. _known.Where(name => name is not (Accounts or "defaultAccount"))] : _known);
            }
        }

        return channel with { Credentials = credentials.ToValueMap(), Settings = settings.ToValueMap() };
    }

    private static JsonObject WriteFields(ChannelSpec value)
    {
        JsonObject written = [];
        foreach (var (name, reference) in value.Credentials) written[name] = SecretRefType.Instance.Write(reference);
        foreach (var field in Shared)
        {
            if (field.Write(value, new ChannelSpec()) is { } inner) written[field.Name] = inner;
        }

        foreach (var (name, setting) in value.Settings) written[name] = FreeType.Instance.Write(setting);
        return written;
    }

    private JsonObject FieldSchemas()
    {
        JsonObject properties = [];
        foreach (var field in Shared) properties[field.Name] = field.JsonSchema(new ChannelSpec());
        foreach (var credential in definition.Credentials.Values)
        {
            var schema = SecretRefType.Instance.JsonSchema();
            schema["description"] = $"{definition.DisplayName}: {credential.Description}.";
            properties[credential.Name] = schema;
        }

        foreach (var setting in definition.Settings.Values) properties[setting.Name] = SettingSchema(setting);
        return properties;
    }

    private static JsonObject SettingSchema(ChannelSetting setting)
    {
        JsonArray types = [];
        if (setting.Shapes.HasFlag(SettingShapes.Text)) types.Add((JsonNode)"string");
        if (setting.Shapes.HasFlag(SettingShapes.Number)) types.Add((JsonNode)"number");
        if (setting.Shapes.HasFlag(SettingShapes.Flag)) types.Add((JsonNode)"boolean");
        if (setting.Shapes.HasFlag(SettingShapes.List)) types.Add((JsonNode)"array");
        if (setting.Shapes.HasFlag(SettingShapes.Map)) types.Add((JsonNode)"object");
        var schema = new JsonObject { ["type"] = types };
        if (setting.Values.Count > 0) schema["enum"] = new JsonArray([.. setting.Values.Select(value => (JsonNode)value)]);
        return schema;
    }
}
