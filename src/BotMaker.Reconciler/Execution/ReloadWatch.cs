using System.Text;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.OpenClaw.Reload;

namespace BotMaker.Reconciler.Execution;

/// <summary>Sees what a running gateway makes of changed files: of its configuration by its log, of its secrets by its own command.</summary>
internal sealed class ReloadWatch(IContainerEngine engine, TimeProvider time)
{
    /// <summary>A gateway waits a moment for a file to come to rest and needs a second for a channel; a busy host makes that several.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A gateway that has found the file valid says within this time what it could not do with it. Not all of them say that they are done.</summary>
    private static readonly TimeSpan QuietAfterNotice = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(30);
    private const int MostOutput = 4096;

    /// <summary>What the gateway says about its configuration after a moment; <see cref="ReloadSign.None"/> when it says nothing in time.</summary>
    public async Task<(ReloadSign Sign, string Line)> ConfigurationAsync(string containerId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        long? noticed = null;
        while (true)
        {
            var (sign, line) = ReloadLog.Last(await LinesAsync(containerId, since, cancellationToken));
            if (sign is not (ReloadSign.None or ReloadSign.Noticed)) return (sign, line);
            if (sign == ReloadSign.Noticed) noticed ??= time.GetTimestamp();
            if (noticed is { } at && time.GetElapsedTime(at) >= QuietAfterNotice) return (ReloadSign.Applied, line);
            if (noticed is null && time.GetElapsedTime(began) >= Patience) return (ReloadSign.None, "");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <returns>Null: the gateway has read its secrets anew. Otherwise why not, for the log.</returns>
    public async Task<string?> SecretsAsync(string containerId, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(CommandPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var result = await engine.Containers.ExecAsync(containerId, new ExecRequest { Command = command, MaxOutputBytes = MostOutput }, either.Token);
            return result.ExitCode == 0 ? null : FormattableString.Invariant($"its command for that ended with {result.ExitCode}: {(result.Stderr.Length > 0 ? result.Stderr : result.Stdout).Trim()}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "its command for that did not end in time";
        }
        catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) is not FailureKind.EngineDown)
        {
            return exception.Message;
        }
    }

    private async Task<IReadOnlyList<string>> LinesAsync(string containerId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var query = new ContainerLogQuery { SinceNanoseconds = since.ToUnixTimeMilliseconds() * 1_000_000 };
        await foreach (var frame in engine.Containers.ReadLogsAsync(containerId, query, cancellationToken)) text.Append(Encoding.UTF8.GetString(frame.Data.Span));
        return text.ToString().Split('\n');
    }
}
