using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Catalog;
using BotMaker.Reconciler.Manifests.Files;
using BotMaker.Reconciler.Storage;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>A manifests directory in a temporary place, a data directory, and a catalog over both that can be started again.</summary>
internal sealed class ManifestFolder : IDisposable
{
    private readonly string _base = Directory.CreateTempSubdirectory("botmaker-manifests-").FullName;

    public ManifestFolder()
    {
        Directory.CreateDirectory(Path);
        Restart();
    }

    public string Path => System.IO.Path.Combine(_base, "manifests");

    public string Data => System.IO.Path.Combine(_base, "data");

    public DataDirectory DataDirectory => DataDirectory.Open(new DataOptions { Directory = Data, RuntimeDirectory = System.IO.Path.Combine(_base, "run") });

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ManifestScanner Scanner { get; private set; } = null!;

    public ManifestCatalog Catalog { get; private set; } = null!;

    /// <summary>Of the next scans, in place of the real device.</summary>
    public string? Device { get; set; }

    public static BotId Id(string name) => BotId.Parse(name);

    public static string Bot(string name, string spec = "") =>
        $"apiVersion: botmaker.dev/v1alpha1\nkind: Bot\nmetadata:\n  name: {name}\nspec:\n  image: {{ reference: example.org/bot:1 }}\n{spec}";

    public static string Publishing(string name, int port, string address = "127.0.0.1") =>
        Bot(name, $"  gateway: {{ bind: lan, publish: {{ hostIP: {address}, hostPort: {port} }} }}\n");

    public void Write(string name, string content)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    public DesiredChange Scan()
    {
        var scan = Scanner.Scan();
        if (Device is not null && scan.Problem is null) scan = scan with { Device = Device };
        var change = Catalog.Apply(scan, Time.GetUtcNow());
        Catalog.Persist().Should().BeEmpty();
        return change;
    }

    public BotIntent ScanFor(string name) => Scan().Snapshot.Intent(Id(name));

    /// <summary>As if the daemon had been started again: only what is on disk is known.</summary>
    public void Restart()
    {
        Scanner = new ManifestScanner(Path, Time);
        Catalog = new ManifestCatalog(new FileLastGoodStore(DataDirectory, Time));
    }

    public void Dispose() => Directory.Delete(_base, recursive: true);
}
