using System.Collections.Concurrent;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Logs;
using BotMaker.Testing.Logging;

namespace BotMaker.Reconciler.Tests.Logs;

/// <summary>A hub over an engine in memory with the containers of a bot, and readers that wait for what they want to see.</summary>
internal sealed class BotOutput : IAsyncDisposable
{
    public static readonly BotId Bot = BotId.Parse("a");

    private readonly ConcurrentQueue<long> _dropped = new();

    public BotOutput()
    {
        Engine = new InMemoryEngine(TimeProvider.System, new InMemoryEngineOptions { LogCapacity = 200_000, SourceExists = static _ => true });
        Engine.AddImage("bot:1");
        Hub = new LogHub(
            Engine, "blue", static text => text.Replace("hunter2hunter2", "(redacted)", StringComparison.Ordinal), _dropped.Enqueue, TimeProvider.System, new CapturingLogger<LogHub>());
    }

    public InMemoryEngine Engine { get; }

    public LogHub Hub { get; }

    public long Dropped => _dropped.Sum();

    /// <summary>A container of the bot that runs.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> RunAsync(int attempt, bool terminal = false)
    {
        var name = $"botmaker-a-{attempt}";
        var created = await Engine.Containers.CreateAsync(name, new CreateContainerRequest
        {
            Image = "bot:1",
            Tty = terminal,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Labels.BotId] = "a", [Labels.Reconciler] = "blue", [Labels.Attempt] = $"{attempt}" },
        });
        await Engine.Containers.StartAsync(created.Id);
        return name;
    }

    public async Task ChangeAsync(string name, Func<string, Task> change)
    {
        await change((await Engine.Containers.InspectAsync(name)).Id);
        Hub.Wake(Bot);
    }

    public Reading Open(LogQuery query) => new(Hub.TryOpen(Bot, query)!);

    public async ValueTask DisposeAsync()
    {
        Hub.Dispose();
        await Engine.DisposeAsync();
    }

    /// <summary>One reader.</summary>
    internal sealed class Reading(BotMaker.Reconciler.Logs.LogReader reader) : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly CancellationTokenSource _end = new();
        private IAsyncEnumerator<LogBatch>? _batches;

        /// <summary>All that it has seen.</summary>
        public List<LogLine> Lines { get; } = [];

        public long Dropped { get; private set; }

        public IEnumerable<string> Texts => Lines.Select(line => line.Text);

        public IEnumerable<string> Marks => Lines.Where(line => line.Kind == LogLineKind.Mark).Select(line => line.Text);

        /// <summary>One batch. False: that was all.</summary>
        public async Task<bool> NextAsync()
        {
            _batches ??= reader.ReadAsync(_end.Token).GetAsyncEnumerator();
            if (!await _batches.MoveNextAsync().AsTask().WaitAsync(Patience)) return false;
            Lines.AddRange(_batches.Current.Lines);
            Dropped += _batches.Current.Dropped;
            return true;
        }

        public async Task<Reading> UntilAsync(Func<string, bool> seen)
        {
            for (var i = 0; ; )
            {
                for (; i < Lines.Count; i++)
                {
                    if (seen(Lines[i].Text)) return this;
                }

                (await NextAsync()).Should().BeTrue("the output must not end");
            }
        }

        public Task<Reading> UntilAsync(string text) => UntilAsync(seen => string.Equals(seen, text, StringComparison.Ordinal));

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            if (_batches is not null) await _batches.DisposeAsync();
            reader.Dispose();
            _end.Dispose();
        }
    }
}
