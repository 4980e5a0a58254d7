using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>prune</c>: which bots wait for their deletion, and the word that lets them go when too many went at once.</summary>
internal static class PruneCommand
{
    public static readonly string[] Examples =
    [
        "botmaker prune                              # which bots lost their manifests, and what holds their deletion",
        "botmaker prune --confirm 3f9a1c0b72de       # exactly those; the list printed this token",
    ];

    public static Command Create(Terminal terminal)
    {
        var confirm = new Option<string?>("--confirm") { Description = "Let exactly the listed bots go: the token that the list printed", HelpName = "TOKEN" };
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("prune", "List bots that wait for their deletion, and confirm it where too many went at once") { confirm, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var token = parsed.GetValue(confirm);
            var prune = token is null
                ? await client.PruneAsync(cancellationToken)
                : await client.PostAsync("prune", new PruneRequestDocument(token), DocumentJson.Default.PruneRequestDocument, DocumentJson.Default.PruneDocument, cancellationToken);
            if (parsed.GetValue(output) is "json") await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(prune, DocumentJson.ForPeople.PruneDocument));
            else Print(terminal.Out, prune, isConfirmed: token is not null);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(TextWriter output, PruneDocument prune, bool isConfirmed)
    {
        if (isConfirmed) output.WriteLine("Confirmed.");
        if (prune.Cause is { } cause) output.WriteLine(cause);
        foreach (var bot in prune.Candidates) output.WriteLine($"  {bot.Name,-40} {Fate(bot, prune.Cause is not null)}");
        if (prune.Token is { } token) output.WriteLine($"To confirm exactly this: botmaker prune --confirm {token}");
        else if (prune.Candidates.Count == 0) output.WriteLine("No bot waits for its deletion.");
    }

    private static string Fate(PruneCandidateDocument bot, bool isBlocked) => bot switch
    {
        { AbsentSince: null } => "its manifest is gone with all others",
        { AbsentSince: { } since } when isBlocked && !bot.Confirmed => $"without a manifest since {Time(since)}",
        { DueAt: { } due } => $"goes at {Time(due)}",
        _ => "",
    };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
