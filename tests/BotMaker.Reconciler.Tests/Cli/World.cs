using System.Collections;
using BotMaker.Reconciler.Cli;
using BotMaker.Reconciler.Tests.Storage;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary>Directories of a daemon, and the command line with captured output.</summary>
internal sealed class World : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public World()
    {
        foreach (var name in (string[])["m", "secrets"]) Directory.CreateDirectory(_directory[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Manifests => _directory["m"];

    public string Socket => _directory["run/botmaker.sock"];

    public string this[string name] => _directory[name];

    /// <summary>Further flags of run.</summary>
    public string[] RunOptions { get; set; } = [];

    /// <summary>On the engine in memory.</summary>
    public string[] RunArguments =>
    [
        "run", "--engine", "memory://", "--manifests", Manifests, "--data", _directory["data"], "--runtime", _directory["run"], "--secrets", _directory["secrets"],
        "--listen", "127.0.0.1:0", "--instance", "blue", .. RunOptions,
    ];

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Manifests, file), text);

    public void WriteBot(string name, string spec = "") => Write($"{name}.yaml", Bot(name, spec));

    public static string Bot(string name, string spec = "") =>
        $"""
        apiVersion: botmaker.dev/v1alpha1
        kind: Bot
        metadata: {"{"} name: {name} {"}"}
        spec:
          image: {"{"} reference: "botmaker/stub-openclaw:1", openclawRelease: "2026.9.6" {"}"}
          health: {"{"} interval: 1s, timeout: 1s, startPeriod: 30s {"}"}
        {spec}
        """;

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Result> RunAsync(string[] arguments, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(error), new Hashtable { ["NO_COLOR"] = "1" }, IsInteractive: false);
        var code = await CommandLine.RunAsync(arguments, terminal, Program.Pipeline, cancellationToken);
        return new Result(code, output.ToString(), error.ToString());
    }

    public void Dispose() => _directory.Dispose();

    internal sealed record Result(int Code, string Output, string Error);
}
