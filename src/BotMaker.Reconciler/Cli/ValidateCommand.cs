using System.CommandLine;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Hosting.Run;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>validate PATH...</c>: every error and warning of manifests, offline.</summary>
internal static class ValidateCommand
{
    public static readonly string[] Examples =
    [
        "botmaker validate manifests/                  # a directory, as the daemon would read it",
        "botmaker validate support-bot.yaml -o json",
        "botmaker validate manifests/ --secrets        # and every credential that they name, without asking anybody",
        "botmaker validate manifests/ -o github        # annotations in a workflow",
    ];

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Files and directories" };
        NoOption.Validate(paths);
        var output = OutputOption.Create("text", "json", "github");
        var secrets = new Option<bool>("--secrets") { Description = "Read the secrets that the manifests name, and check their form" };
        var store = new Option<string?>("--secrets-dir") { Description = "The store of secrets (default: as configured, usually /etc/botmaker/secrets)", HelpName = "DIR" };
        var command = new Command("validate", "Check manifests, offline: every error and warning with file, line and column") { paths, output, secrets, store };
        command.SetAction(async (parsed, _) =>
        {
            var result = Validate(parsed.GetValue(paths)!);
            IReadOnlyList<Diagnostic> found = parsed.GetValue(secrets) || parsed.GetValue(store) is not null
                ? [.. result.Diagnostics, .. new SecretValidation(StoreOf(parsed.GetValue(store), terminal)).Check(result.Bots)]
                : result.Diagnostics;
            await terminal.Out.WriteAsync(parsed.GetValue(output) switch
            {
                "json" => DiagnosticFormat.ToJson(found),
                "github" => DiagnosticFormat.ToGitHub(found),
                _ => DiagnosticFormat.ToText(found),
            });
            var errors = found.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            await terminal.Error.WriteLineAsync(
                $"{Count(result.Bots.Count, "valid bot")}, {Count(errors, "error")}, {Count(found.Count - errors, "warning")}.");
            return errors > 0 ? ExitCode.No : ExitCode.Ok;
        });
        return command;
    }

    private static string StoreOf(string? named, Terminal terminal)
    {
        try
        {
            var directory = named ?? new SettingLayers(new Dictionary<string, SettingValue>(StringComparer.Ordinal), terminal.Environment, null).Load().Options.Data.SecretsDirectory;
            return Directory.Exists(directory) ? directory : throw new CommandFailedException($"There is no store of secrets at '{directory}'. Name it with --secrets-dir.", ExitCode.Usage);
        }
        catch (ConfigurationException problem)
        {
            throw new CommandFailedException($"The configuration, which says where the secrets are, is wrong. Mend it, or name the store with --secrets-dir.{Environment.NewLine}{problem.Message}", ExitCode.Configuration);
        }
    }

    private static ValidationResult Validate(string[] paths)
    {
        try
        {
            return ManifestValidation.Validate(paths, TimeProvider.System);
        }
        catch (FileNotFoundException missing)
        {
            throw new CommandFailedException(missing.Message, ExitCode.Usage);
        }
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
