using System.CommandLine;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BotMaker.Reconciler.Cli.Doctor;
using BotMaker.Reconciler.Cli.Output;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>bundle</c>: everything that helps to find out what is wrong, in one file, without secret values.</summary>
internal static class BundleCommand
{
    public static readonly string[] Examples =
    [
        "botmaker bundle                       # botmaker-bundle-<time>.tgz here",
        "botmaker bundle -o /tmp/b.tgz && tar -tzf /tmp/b.tgz",
    ];

    private const int LogLines = 500;

    public static Command Create(Terminal terminal)
    {
        var file = new Option<string?>("--output", "-o") { Description = "The file to make; it must not exist", HelpName = "FILE" };
        var flags = new SettingFlags("--manifests", "--engine", "--data", "--runtime", "--secrets", "--instance", "--listen");
        var socket = SocketOption.Create();
        var command = new Command("bundle", "Collect status, specs, history, events, last logs, plan, metrics and the doctor's findings into one file, without secret values") { file, socket };
        foreach (var option in flags.Options) command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var path = Path.GetFullPath(parsed.GetValue(file) ?? string.Create(CultureInfo.InvariantCulture, $"botmaker-bundle-{now:yyyyMMdd-HHmmss}.tgz"));
            var options = flags.Load(parsed, terminal).Options;
            var socketPath = parsed.GetValue(socket) is { Length: > 0 } given ? Path.GetFullPath(given) : options.SocketPath;
            try
            {
                await using var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
                await using var packed = new GZipStream(stream, CompressionLevel.Optimal);
                await using var tar = new TarWriter(packed, TarEntryFormat.Pax);
                await CollectAsync(new Bundle(tar, now), terminal, options, socketPath, cancellationToken);
            }
            catch (IOException exists) when (File.Exists(path))
            {
                throw new CommandFailedException($"'{path}' cannot be made: {exists.Message}", ExitCode.No);
            }

            await terminal.Out.WriteLineAsync(path);
            await terminal.Error.WriteLineAsync("Secret values that the daemon knows are taken out. Bots' own words are in it: read it before you give it away.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task CollectAsync(Bundle bundle, Terminal terminal, DaemonOptions options, string socket, CancellationToken cancellationToken)
    {
        await bundle.AddAsync("version.txt", ProductVersion.Text, cancellationToken);
        var findings = await DoctorCommand.LookAsync(options, socket, cancellationToken);
        await bundle.AddAsync("doctor.json", JsonSerializer.Serialize(findings, DoctorJson.Default.IReadOnlyListFinding), cancellationToken);
        await bundle.AddAsync("metrics.txt", await MetricsAsync(options, cancellationToken), cancellationToken);
        try
        {
            using var client = new DaemonClient(socket);
            await bundle.AddAsync("daemon.json", JsonSerializer.Serialize(await client.VersionAsync(cancellationToken), DocumentJson.ForPeople.VersionDocument), cancellationToken);
            await bundle.AddAsync("plan.json", JsonSerializer.Serialize(await client.PlanAsync(cancellationToken), DocumentJson.ForPeople.PlanDocument), cancellationToken);
            await bundle.AddAsync("fleet.json", JsonSerializer.Serialize(await client.FleetAsync(cancellationToken), DocumentJson.ForPeople.FleetDocument), cancellationToken);
            await bundle.AddAsync("events.txt", string.Join('\n', (await client.EventListAsync("events", cancellationToken)).Select(happened => EventText.Line(happened, withBot: true))), cancellationToken);
            foreach (var bot in (await client.ListAsync(cancellationToken)).Items) await BotAsync(bundle, client, bot.Metadata.Name, cancellationToken);
        }
        catch (CommandFailedException failure)
        {
            await bundle.AddAsync("daemon-error.txt", failure.Message, cancellationToken);
            await terminal.Error.WriteLineAsync($"botmaker: {failure.Message} The bundle holds what can be seen without it.");
        }
    }

    private static async Task BotAsync(Bundle bundle, DaemonClient client, string name, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(name, cancellationToken) is not { } bot) return;
        await bundle.AddAsync($"bots/{name}/bot.yaml", YamlText.From(JsonSerializer.SerializeToNode(bot, DocumentJson.Default.BotDocument)), cancellationToken);
        var log = new StringBuilder();
        await foreach (var item in client.EventsAsync(string.Create(CultureInfo.InvariantCulture, $"bots/{name}/logs?tail={LogLines}&timestamps=true"), cancellationToken))
        {
            var line = JsonSerializer.Deserialize(item.Data, DocumentJson.Default.LogEventDocument)!;
            if (line.Text is not null) log.Append(CultureInfo.InvariantCulture, $"{line.Time:O} {line.Stream ?? "---"} {line.Text}\n");
        }

        await bundle.AddAsync($"bots/{name}/log.txt", log.ToString(), cancellationToken);
    }

    private static async Task<string> MetricsAsync(DaemonOptions options, CancellationToken cancellationToken)
    {
        if (ListenAddress.Parse(options.Http.Listen) is not { Port: > 0 } address) return "# The TCP listener is off, or its port is not known.\n";
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            return await http.GetStringAsync(new Uri($"http://{address}/metrics"), cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return $"# {options.Http.Listen} did not answer: {failure.Message}\n";
        }
    }

    private sealed class Bundle(TarWriter tar, DateTimeOffset now)
    {
        public async Task AddAsync(string name, string text, CancellationToken cancellationToken)
        {
            using var data = new MemoryStream(Encoding.UTF8.GetBytes(text));
            var entry = new PaxTarEntry(TarEntryType.RegularFile, $"botmaker-bundle/{name}") { DataStream = data, ModificationTime = now, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            await tar.WriteEntryAsync(entry, cancellationToken);
        }
    }
}
