using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>undelete [NAME]</c>: what is in the trash, and the way back.</summary>
internal static class UndeleteCommand
{
    public static readonly string[] Examples =
    [
        "botmaker undelete                  # what is in the trash, and until when",
        "botmaker undelete support-bot      # its state, secrets and numbers come back as soon as its manifest is there",
    ];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "The bot to bring back (default: list the trash)" };
        var output = OutputOption.Create("text", "json");
        var socket = SocketOption.Create();
        var command = new Command("undelete", "Bring a deleted bot back with its state, secrets and numbers, or list the trash") { name, output, socket };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new DaemonClient(SocketOption.Resolve(parsed, socket, terminal));
            var isJson = parsed.GetValue(output) is "json";
            if (parsed.GetValue(name) is not { } wanted)
            {
                var trash = await client.TrashAsync(cancellationToken);
                if (isJson) await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(trash, DocumentJson.ForPeople.TrashListDocument));
                else Print(terminal.Out, trash);
                return ExitCode.Ok;
            }

            var answer = await client.PostAsync($"bots/{Uri.EscapeDataString(wanted)}/undelete", DocumentJson.Default.UndeleteDocument, cancellationToken);
            if (isJson) await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(answer, DocumentJson.ForPeople.UndeleteDocument));
            else Print(terminal.Out, answer);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(TextWriter output, TrashListDocument trash)
    {
        if (trash.Entries.Count + trash.Kept.Count == 0) output.WriteLine("The trash is empty.");
        foreach (var entry in trash.Entries)
            output.WriteLine($"{entry.Name,-40} deleted {Time(entry.DeletedAt)}, {(entry.ExpiresAt is { } until ? $"kept at least until {Time(until)}" : "wanted back: waits for its manifest")}");
        foreach (var kept in trash.Kept) output.WriteLine($"{kept.Name,-40} kept by its deletion policy {kept.Policy} since {Time(kept.Since)}; its manifest brings it back");
    }

    private static void Print(TextWriter output, UndeleteDocument answer)
    {
        if (answer.Restoring)
        {
            output.WriteLine($"The state of {answer.Entry.Name} of {Time(answer.Entry.DeletedAt)} is being brought back. `botmaker get {answer.Entry.Name}` shows how it goes.");
            return;
        }

        output.WriteLine($"# {answer.Entry.Name} comes back with its state as soon as its manifest is there{(answer.Entry.Manifest is { } file ? $" (it was {file})" : "")}.");
        if (answer.LastManifest is null) return;
        output.WriteLine("# It said, with every default spelled out:");
        output.Write(YamlText.From(answer.LastManifest));
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
