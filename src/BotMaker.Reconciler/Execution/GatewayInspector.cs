using System.Text;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.OpenClaw.Health;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Execution;

/// <summary>Asks a gateway about itself: its channels while it runs, and its last words when it has ended. Changes nothing.</summary>
public sealed class GatewayInspector
{
    private const int LastLines = 3;
    private const int TailLines = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IContainerEngine _engine;
    private readonly BotRenderer _renderer;
    private readonly Func<string, string> _redact;
    private readonly TimeProvider _time;

    internal GatewayInspector(IContainerEngine engine, BotRenderer renderer, Func<string, string> redact, TimeProvider time) =>
        (_engine, _renderer, _redact, _time) = (engine, renderer, redact, time);

    /// <summary>An engine in memory has no gateways that could be asked.</summary>
    public bool CanAsk => !_engine.Endpoint.StartsWith("memory:", StringComparison.Ordinal);

    /// <returns>True: every declared channel runs without an error. Unknown: the gateway does not say.</returns>
    public async Task<Finding> ChannelsAsync(DesiredBot bot, string containerId, string imageId, CancellationToken cancellationToken)
    {
        var (rendered, _) = await _renderer.RenderAsync(bot, imageId, cancellationToken);
        if (rendered is null) return Unknown("NotSupported", "The image holds a release that is not supported.");
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return Judge(bot, await _engine.Containers.ExecAsync(containerId, new ExecRequest { Command = rendered.Probes.Channels }, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unknown("NoAnswer", FormattableString.Invariant($"The gateway did not tell about its channels within {Patience.TotalSeconds:0} s."));
        }
    }

    /// <summary>The last lines that the container printed, as one; empty when it printed nothing or is gone.</summary>
    public async Task<string> LastWordsAsync(string containerId, CancellationToken cancellationToken)
    {
        try
        {
            var text = new StringBuilder();
            await foreach (var frame in _engine.Containers.ReadLogsAsync(containerId, new ContainerLogQuery { Tail = TailLines }, cancellationToken))
                text.Append(Encoding.UTF8.GetString(frame.Data.Span));
            var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return _redact(string.Join(" | ", lines.TakeLast(LastLines)));
        }
        catch (DockerEngineException exception) when (exception.Kind == EngineErrorKind.NotFound)
        {
            return "";
        }
    }

    private Finding Judge(DesiredBot bot, ExecResult answer)
    {
        if (answer.ExitCode == ChannelsProbe.TooLittleMemory)
            return Unknown("MemoryTight", $"The gateway was not asked about its channels, since that could cost the bot its memory limit: less than {ChannelsProbe.NeededBytes / (1024 * 1024)} MiB are free. Raise spec.resources.memory.");
        if (GatewayHealthReport.TryParse(answer.Stdout) is not { } report)
            return Unknown("NoAnswer", _redact($"The gateway does not tell about its channels{(answer.Stderr.Length > 0 ? $": {answer.Stderr.Trim()}" : ".")}"));
        if (report.IsStarting) return Unknown("Starting", "The gateway is still starting.");
        var problems = report.Problems(bot.Spec.Channels).Select(problem => problem.ToString())
            .Concat(report.PluginFailures.Where(failure => !bot.Spec.Channels.ContainsKey(failure.Plugin)).Select(failure => $"plugin {failure.Plugin}: {failure.Message}"))
            .ToList();
        return problems.Count > 0
            ? new(ConditionStatus.False, "ChannelsFailing", _redact(string.Join('\n', problems)))
            : new(ConditionStatus.True, "ChannelsRun", $"Every declared channel runs: {string.Join(", ", bot.Spec.Channels.Where(channel => channel.Value.Enabled).Select(channel => channel.Key))}.");
    }

    private static Finding Unknown(string reason, string message) => new(ConditionStatus.Unknown, reason, message);
}
