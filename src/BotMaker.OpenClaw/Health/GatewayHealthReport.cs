using System.Text.Json;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Health;

/// <summary>What <c>openclaw health --json</c> prints, as far as we use it.</summary>
public sealed record GatewayHealthReport
{
    /// <summary>The gateway is not up yet; the command succeeds all the same.</summary>
    public bool IsStarting { get; init; }

    /// <summary>By channel, then account.</summary>
    public ValueMap<ValueMap<ChannelState>> Channels { get; init; }

    public ValueList<PluginFailure> PluginFailures { get; init; }

    /// <summary><c>active</c> while changed files are picked up; null where the release does not tell.</summary>
    public string? HotReload { get; init; }

    /// <returns>Null when the text holds no report.</returns>
    public static GatewayHealthReport? TryParse(string output)
    {
        if (LenientJson.TryParseObject(output) is not { } document) return null;
        using (document)
        {
            var root = document.RootElement;
            if (root.Text("status") is "starting") return new() { IsStarting = true };
            if (root.Member("channels") is null && root.Flag("ok") is null) return null;
            return new()
            {
                Channels = root.Members("channels").Select(channel => KeyValuePair.Create(channel.Name, Accounts(channel.Value))).ToValueMap(),
                PluginFailures = (root.Member("plugins") is { } plugins ? plugins.Items("errors").Select(Failure) : []).ToValueList(),
                HotReload = root.Member("configReload")?.Text("hotReloadStatus"),
            };
        }
    }

    /// <summary>Every enabled channel and account of the spec that is missing or does not run without an error.</summary>
    public ValueList<ChannelProblem> Problems(ValueMap<ChannelSpec> declared)
    {
        List<ChannelProblem> problems = [];
        foreach (var (name, channel) in declared)
        {
            if (!channel.Enabled) continue;
            if (PluginFailures.FirstOrDefault(failure => string.Equals(failure.Plugin, name, StringComparison.Ordinal)) is { } failure)
            {
                problems.Add(new(name, null, $"its package did not load: {failure.Message}"));
                continue;
            }

            if (!Channels.TryGetValue(name, out var accounts))
            {
                problems.Add(new(name, null, "the gateway does not have it; its package is not installed or not loaded"));
                continue;
            }

            var wanted = channel.Accounts.Where(account => account.Value.Enabled).Select(account => account.Key).ToList();
            problems.AddRange(wanted.Where(id => !accounts.ContainsKey(id)).Select(id => new ChannelProblem(name, id, "the gateway does not have this account")));
            foreach (var (id, state) in accounts)
            {
                // Accounts that the manifest switched off, or that the gateway lists beside the declared ones, are none of ours.
                if (channel.Accounts.Count > 0 && channel.Credentials.Count == 0 && !wanted.Contains(id, StringComparer.Ordinal)) continue;
                if (channel.Accounts.TryGetValue(id, out var spec) && !spec.Enabled) continue;
                if (state.Problem is { } problem) problems.Add(new(name, id, problem));
            }
        }

        return problems.ToValueList();
    }

    private static ValueMap<ChannelState> Accounts(JsonElement channel)
    {
        var accounts = channel.Members("accounts").Select(account => KeyValuePair.Create(account.Name, State(account.Value))).ToValueMap();
        return accounts.Count > 0 ? accounts : ValueMap.Of((channel.Text("accountId") ?? "default", State(channel)));
    }

    private static ChannelState State(JsonElement element) => new()
    {
        IsEnabled = element.Flag("enabled"),
        IsRunning = element.Flag("running"),
        IsConnected = element.Flag("connected"),
        Lifecycle = element.Text("lifecycle"),
        LastError = element.Text("lastError"),
    };

    private static PluginFailure Failure(JsonElement item) => item.ValueKind == JsonValueKind.String
        ? new("", item.GetString()!)
        : new(item.Text("id") ?? item.Text("pluginId") ?? item.Text("plugin") ?? "", item.Text("error") ?? item.Text("message") ?? item.Text("reason") ?? "no reason given");
}
