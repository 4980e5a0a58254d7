using System.Globalization;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

/// <summary>
/// Whether a channel of a spec can work. OpenClaw itself accepts most of what is refused here and then stays silent: an empty
/// allow list drops every message with a mere warning, and a channel without its token starts nothing.
/// </summary>
public static class ChannelRules
{
    /// <returns>Findings with paths relative to the channel.</returns>
    public static ValueList<SpecFinding> Check(ChannelDefinition definition, ChannelSpec channel)
    {
        List<SpecFinding> findings = [];
        if (!definition.HasAccounts && channel.Accounts.Count > 0)
            findings.Add(SpecFinding.Error("accounts", $"{definition.DisplayName} has no accounts in OpenClaw. Put the fields into the channel itself."));
        if (channel.DefaultAccount is { } name and not "default" && !channel.Accounts.ContainsKey(name))
            findings.Add(SpecFinding.Error("defaultAccount", $"There is no account '{name}'. Name one of: {string.Join(", ", channel.Accounts.Keys)}."));

        // With accounts the channel's own fields are what the accounts inherit, and an account by itself only with credentials.
        CheckValues(definition, channel, "", findings);
        if (channel.Accounts.Count == 0 || channel.Credentials.Count > 0) CheckAccount(definition, channel, null, "", findings);
        foreach (var (id, account) in channel.Accounts)
        {
            CheckValues(definition, account, $"accounts.{id}.", findings);
            CheckAccount(definition, account, channel, $"accounts.{id}.", findings);
        }

        return findings.ToValueList();
    }

    private static void CheckValues(ChannelDefinition definition, ChannelSpec channel, string prefix, List<SpecFinding> findings)
    {
        CheckIds(definition, channel.AllowFrom, $"{prefix}allowFrom", findings);
        if (!definition.HasGroupAllowFrom && channel.GroupAllowFrom.Count > 0)
        {
            findings.Add(SpecFinding.Error(
                $"{prefix}groupAllowFrom",
                $"{definition.DisplayName} has no groupAllowFrom. List the users per group: groups.<id>.users (OpenClaw's {definition.GroupsKey})."));
        }

        foreach (var (name, value) in channel.Settings)
        {
            if (definition.Refused.TryGetValue(name, out var instead))
                findings.Add(SpecFinding.Error($"{prefix}{name}", $"Not allowed in a manifest: {instead}."));
            else if (definition.TryGetSetting(name, out var setting) && !setting.Accepts(value))
                findings.Add(SpecFinding.Error($"{prefix}{name}", $"Must be {setting.Describe()}."));
        }
    }

    private static void CheckAccount(ChannelDefinition definition, ChannelSpec account, ChannelSpec? parent, string prefix, List<SpecFinding> findings)
    {
        if (!account.Enabled || parent is { Enabled: false }) return;
        CheckPolicy(account, parent, prefix, findings);

        var present = new HashSet<string>(
            [.. account.Credentials.Keys, .. account.Settings.Keys, .. parent?.Credentials.Keys ?? [], .. parent?.Settings.Keys ?? []], StringComparer.Ordinal);
        foreach (var rule in definition.CredentialRules)
        {
            if (rule.IsMetBy(present) || !Applies(rule, definition, account, parent, present)) continue;
            var condition = string.Join(" and ", rule.When.Select(pair => $"{pair.Key}: {pair.Value}"));
            if (rule.WhenGiven is not null) condition = rule.WhenGiven;
            var when = condition.Length == 0 ? "" : $" with {condition}";
            var path = prefix.TrimEnd('.');
            findings.Add(SpecFinding.Error(path, $"{definition.DisplayName}{when} needs {rule.Describe()}, each secret as a secretRef."));
        }

        foreach (var setting in definition.Settings.Values.Where(setting => setting.IsRequired && !present.Contains(setting.Name)))
            findings.Add(SpecFinding.Error($"{prefix}{setting.Name}", $"{definition.DisplayName} needs it ({setting.Describe()})."));
    }

    private static void CheckPolicy(ChannelSpec account, ChannelSpec? parent, string prefix, List<SpecFinding> findings)
    {
        var allowFrom = account.AllowFrom.Count == 0 && parent is not null ? parent.AllowFrom : account.AllowFrom;
        var everybody = allowFrom.Contains(IdFormat.Everybody, StringComparer.Ordinal);
        var path = $"{prefix}allowFrom";
        switch (account.DmPolicy)
        {
            case AccessPolicy.Allowlist when allowFrom.Count == 0:
                findings.Add(SpecFinding.Error(path, "An empty list lets nobody in. List the ids of those who may write, or set dmPolicy to pairing or disabled."));
                break;
            case AccessPolicy.Allowlist when everybody:
                findings.Add(SpecFinding.Error(path, "\"*\" lets everybody in. Say so with dmPolicy: open, or list ids."));
                break;
            case AccessPolicy.Open when !everybody:
                findings.Add(SpecFinding.Error(path, "dmPolicy: open works only with \"*\" in allowFrom; OpenClaw would drop the messages of all others."));
                break;
            case AccessPolicy.Open:
                findings.Add(SpecFinding.Warning($"{prefix}dmPolicy", "Everybody may write to the bot and spend its tokens."));
                break;
        }
    }

    private static void CheckIds(ChannelDefinition definition, ValueList<string> ids, string path, List<SpecFinding> findings)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (definition.SenderId.IsMatch(ids[i])) continue;
            var entry = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            var message = $"'{ids[i]}' is not {definition.SenderId.Description} that {definition.DisplayName} reports, such as \"{definition.SenderId.Example}\".";
            findings.Add(definition.SenderIdIsStrict
                ? SpecFinding.Error(entry, $"{message} It could never match a sender.")
                : SpecFinding.Warning(entry, message));
        }
    }

    private static bool Applies(CredentialRule rule, ChannelDefinition definition, ChannelSpec account, ChannelSpec? parent, HashSet<string> present) =>
        (rule.WhenGiven is null || present.Contains(rule.WhenGiven))
        && rule.When.All(pair => string.Equals(SettingOf(pair.Key, definition, account, parent), pair.Value, StringComparison.Ordinal));

    private static string? SettingOf(string name, ChannelDefinition definition, ChannelSpec account, ChannelSpec? parent)
    {
        if (account.Settings.TryGetValue(name, out var own) && own is DataNode.Text { Value: var text }) return text;
        if (parent is not null && parent.Settings.TryGetValue(name, out var inherited) && inherited is DataNode.Text { Value: var parentText }) return parentText;
        return definition.SettingDefaults.TryGetValue(name, out var value) ? value : null;
    }
}
