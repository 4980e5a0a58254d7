using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Logging;

namespace BotMaker.Reconciler.Tests.Secrets;

[TestFixture]
public sealed class SecretStoreWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public async Task AChangedValue_Rings()
    {
        Directory.CreateDirectory(_directory["store/anthropic"]);
        using var watch = Watch("store");
        var waiting = watch.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);

        await File.WriteAllTextAsync(_directory["store/anthropic/api-key"], "value");

        await waiting.WaitAsync(Patience);
    }

    [Test]
    public async Task ADirectoryThatComesLater_IsWatchedFromThenOn()
    {
        using var watch = Watch("store");
        await watch.WaitAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        Directory.CreateDirectory(_directory["store"]);
        var waiting = watch.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);

        await File.WriteAllTextAsync(_directory["store/token"], "value");

        await waiting.WaitAsync(Patience);
    }

    [Test]
    public async Task NoChange_EndsWithTheTime()
    {
        using var watch = Watch("store");

        await watch.WaitAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None).WaitAsync(Patience);
    }

    [Test]
    public async Task Cancelled_Ends()
    {
        using var watch = Watch("store");
        using var stop = new CancellationTokenSource();
        var waiting = watch.WaitAsync(TimeSpan.FromHours(1), stop.Token);

        await stop.CancelAsync();

        await FluentActions.Awaiting(() => waiting.WaitAsync(Patience)).Should().ThrowAsync<OperationCanceledException>();
    }

    private SecretStoreWatch Watch(string name) => new(_directory[name], TimeProvider.System, new CapturingLogger<SecretStoreWatch>());
}
