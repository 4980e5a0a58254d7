using System.Globalization;
using System.Text.Json;
using BotMaker.OpenClaw.Health;
using BotMaker.OpenClaw.Rendering;

namespace BotMaker.OpenClaw.Checks;

/// <summary>From the exit code and output of a check to a verdict. Pure.</summary>
public static class CheckJudge
{
    private const int LongestQuote = 600;
    private const int MostIssues = 10;

    public static CheckVerdict Judge(OneShotKind kind, long exitCode, string output) => (kind, exitCode) switch
    {
        (_, 0) => new(CheckResult.Passed, "Passed", "The release's own check passes."),
        (OneShotKind.ValidateConfiguration, 1) => new(CheckResult.Failed, "ConfigurationInvalid", $"The release refuses the configuration. {Issues(output)}"),
        // Some channels take their secrets only as text, which the audit reports and nobody can change.
        (OneShotKind.AuditSecrets, 1) => new(CheckResult.Warned, "PlaintextSecrets", $"The release's audit finds secrets that are no references. {Quote(output)}"),
        (OneShotKind.AuditSecrets, 2) => new(CheckResult.Failed, "SecretsUnreadable", $"The release cannot read the secrets that the configuration refers to. {Quote(output)}"),
        (OneShotKind.LintState, 1) => new(CheckResult.Warned, "StateFindings", $"The release's doctor finds errors in the bot's state. {Quote(output)}"),
        (_, 137) => new(CheckResult.NotRun, "CheckKilled", "The release's own check was killed, most likely for its memory limit."),
        _ => new(CheckResult.NotRun, "CheckNotRun", string.Create(CultureInfo.InvariantCulture, $"The release's own check ended with {exitCode}. {Quote(output)}")),
    };

    private static string Issues(string output)
    {
        if (LenientJson.TryParseObject(output) is not { } document) return Quote(output);
        using (document)
        {
            List<string> issues = [];
            foreach (var issue in document.RootElement.Items("issues").Take(MostIssues))
            {
                var path = issue.Text("path") is { Length: > 0 } at ? $"{at}: " : "";
                issues.Add($"{path}{issue.Text("message") ?? "no reason given"}{Allowed(issue)}");
            }

            return issues.Count > 0 ? string.Join("; ", issues) : Quote(output);
        }
    }

    private static string Allowed(JsonElement issue)
    {
        var values = issue.Texts("allowedValues").ToList();
        return values.Count > 0 ? $" (one of {string.Join(", ", values)})" : "";
    }

    /// <summary>The end of what it printed: the last words say why.</summary>
    private static string Quote(string output)
    {
        var line = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length == 0) return "It printed nothing.";
        return line.Length <= LongestQuote ? $"It says: {line}" : $"It says: …{line.AsSpan(line.Length - LongestQuote)}";
    }
}
