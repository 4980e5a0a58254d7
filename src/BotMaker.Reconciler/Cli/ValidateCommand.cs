using System.CommandLine;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Manifests;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>validate PATH...</c>: every error and warning of manifests, offline.</summary>
internal static class ValidateCommand
{
    public static readonly string[] Examples =
    [
        "botmaker validate manifests/                  # a directory, as the daemon would read it",
        "botmaker validate support-bot.yaml -o json",
        "botmaker validate manifests/ -o github        # annotations in a workflow",
    ];

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Files and directories" };
        NoOption.Validate(paths);
        var output = OutputOption.Create("text", "json", "github");
        var command = new Command("validate", "Check manifests, offline: every error and warning with file, line and column") { paths, output };
        command.SetAction(async (parsed, _) =>
        {
            var result = Validate(parsed.GetValue(paths)!);
            var found = result.Diagnostics;
            await terminal.Out.WriteAsync(parsed.GetValue(output) switch
            {
                "json" => DiagnosticFormat.ToJson(found),
                "github" => DiagnosticFormat.ToGitHub(found),
                _ => DiagnosticFormat.ToText(found),
            });
            var errors = found.Count(diagnostic => diagnostic.Severity == Core.Model.Desired.DiagnosticSeverity.Error);
            await terminal.Error.WriteLineAsync(
                $"{Count(result.Bots.Count, "valid bot")}, {Count(errors, "error")}, {Count(found.Count - errors, "warning")}.");
            return result.HasErrors ? ExitCode.No : ExitCode.Ok;
        });
        return command;
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
