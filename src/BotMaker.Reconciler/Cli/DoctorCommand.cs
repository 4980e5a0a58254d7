using System.CommandLine;
using System.Text.Json;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Transport;
using BotMaker.Reconciler.Cli.Doctor;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Hosting.Settings;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>doctor</c>: looks at everything that the daemon rests on, with or without it running. Changes nothing.</summary>
internal static class DoctorCommand
{
    public static readonly string[] Examples =
    [
        "botmaker doctor                                   # exit code 0: nothing to do, 1: problems",
        "botmaker doctor -o json | jq -r '.[] | select(.verdict == \"problem\") | .message'",
    ];

    public static Command Create(Terminal terminal)
    {
        var flags = new SettingFlags("--manifests", "--engine", "--data", "--runtime", "--secrets", "--instance", "--listen", "--config");
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("doctor", "Check what the daemon rests on: engine, directories, secrets, disk, clock, images, ports, and how closed the bots' containers are") { output, socket };
        foreach (var option in flags.Options) command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = flags.Load(parsed, terminal).Options;
            var findings = await LookAsync(options, parsed.GetValue(socket) is { Length: > 0 } path ? Path.GetFullPath(path) : options.SocketPath, cancellationToken);
            if (parsed.GetValue(output) is "json") await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(findings, DoctorJson.Default.IReadOnlyListFinding));
            else Print(terminal, findings);
            return findings.Any(finding => finding.IsProblem) ? ExitCode.No : ExitCode.Ok;
        });
        return command;
    }

    public static async Task<IReadOnlyList<Finding>> LookAsync(DaemonOptions options, string socket, CancellationToken cancellationToken)
    {
        List<Finding> findings = [.. await DaemonCheck.RunAsync(options, socket, cancellationToken), .. DirectoryCheck.Run(options)];
        if (string.Equals(options.Engine.Host, "memory://", StringComparison.Ordinal)) return [.. findings, Finding.Note("engine", "memory:// is no engine to look at.")];
        try
        {
            await using var engine = new DockerEngineClient(EngineEndpoint.Resolve(options.Engine.Host), new DockerEngineClientOptions());
            findings.AddRange(await new EngineCheck(engine, options, TimeProvider.System).RunAsync(cancellationToken));
            if (InstanceOf(options) is { } instance) findings.AddRange(await HardeningCheck.RunAsync(engine, instance, cancellationToken));
        }
        catch (FormatException wrong)
        {
            findings.Add(Finding.Problem("engine", $"Engine:Host: {wrong.Message}"));
        }
        catch (DockerEngineException)
        {
            // Told by the engine's own check.
        }

        return findings;
    }

    private static string? InstanceOf(DaemonOptions options)
    {
        if (options.Instance.Id is { Length: > 0 } id) return id;
        var file = Path.Combine(options.Data.Directory, "instance");
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Print(Terminal terminal, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings) terminal.Out.WriteLine($"{finding.Verdict,-8} {finding.Check,-12} {finding.Message}");
        var problems = findings.Count(finding => finding.IsProblem);
        terminal.Error.WriteLine(FormattableString.Invariant($"{findings.Count} things looked at, {problems} {(problems == 1 ? "problem" : "problems")}."));
    }
}
