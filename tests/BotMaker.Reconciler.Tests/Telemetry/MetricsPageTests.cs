using System.Text;
using BotMaker.Prometheus;
using BotMaker.Prometheus.Writing;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Hosting.Stages;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;
using BotMaker.Reconciler.Tests.Reporting;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotMaker.Reconciler.Tests.Telemetry;

/// <summary>What Prometheus gets: the stage as the daemon wires it, read off the page.</summary>
[TestFixture]
public sealed class MetricsPageTests
{
    /// <summary>Every family of the contract whose source exists.</summary>
    private static readonly string[] Families =
    [
        "botmaker_action_duration_seconds", "botmaker_actions_total", "botmaker_bot_condition", "botmaker_bot_generation", "botmaker_bot_info",
        "botmaker_bot_last_success_timestamp_seconds", "botmaker_bot_observed_generation", "botmaker_bot_phase", "botmaker_bot_ready",
        "botmaker_bot_restarts", "botmaker_bot_time_to_ready_seconds", "botmaker_bots", "botmaker_bots_held", "botmaker_prune_blocked", "botmaker_prune_candidates", "botmaker_build_info", "botmaker_drift_detected_total",
        "botmaker_engine_event_stream_connected", "botmaker_engine_event_stream_reconnects_total", "botmaker_engine_events_total",
        "botmaker_engine_last_relist_timestamp_seconds", "botmaker_engine_relist_duration_seconds", "botmaker_engine_request_duration_seconds",
        "botmaker_engine_requests_total", "botmaker_engine_silent_changes_total", "botmaker_engine_up", "botmaker_fleet_frozen", "botmaker_fleet_frozen_since_timestamp_seconds", "botmaker_log_lines_dropped_total", "botmaker_manifest_last_scan_timestamp_seconds",
        "botmaker_manifest_source_available", "botmaker_manifests", "botmaker_oom_kills_total", "botmaker_reconcile_duration_seconds",
        "botmaker_reconcile_panics_total", "botmaker_reconcile_total", "botmaker_rollbacks_total", "botmaker_workqueue_adds_total", "botmaker_workqueue_depth",
        "botmaker_workqueue_longest_running_processor_seconds", "botmaker_workqueue_queue_duration_seconds", "botmaker_workqueue_retries_total",
        "botmaker_workqueue_unfinished_work_seconds", "botmaker_workqueue_work_duration_seconds",
    ];

    private ServiceProvider _services = null!;
    private ReconcilerMetrics _metrics = null!;
    private StatusBoard _board = null!;
    private readonly TemporaryDirectory _directory = new();
    private readonly FixedSource _source = new();
    private readonly ManualTimeProvider _clock = new();

    [SetUp]
    public void Start()
    {
        _source.Current = DesiredSnapshot.NotScanned;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new DaemonOptions()).AddSingleton<BotMaker.Reconciler.Secrets.Redactor>()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<StatusBoard>()
            .AddSingleton<IBotSource>(_source)
            .AddSingleton(DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] }))
            .AddSingleton<HoldStore>()
            .AddSingleton(provider => new RemovalStore(provider.GetRequiredService<DataDirectory>(), TimeProvider.System, provider.GetRequiredService<ILogger<RemovalStore>>()))
            .AddTelemetry()
            .BuildServiceProvider();
        _services.StartTelemetry();
        _metrics = _services.GetRequiredService<ReconcilerMetrics>();
        _board = _services.GetRequiredService<StatusBoard>();
    }

    [TearDown]
    public void Stop() => _services.Dispose();

    [OneTimeTearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [Test]
    public async Task Holds_AreCounted()
    {
        var hold = new Hold { By = "alice", Since = Sample.Noon };
        _services.GetRequiredService<HoldStore>().Put(BotId.Parse("a"), hold);
        _services.GetRequiredService<HoldStore>().PutFreeze(hold);
        (await ScrapeAsync()).Should().Contain((string[])["botmaker_bots_held 1", "botmaker_fleet_frozen 1", "botmaker_fleet_frozen_since_timestamp_seconds 1767268800"]);
        _services.GetRequiredService<HoldStore>().Release(BotId.Parse("a"));
        _services.GetRequiredService<HoldStore>().Unfreeze();
        (await ScrapeAsync()).Should().Contain((string[])["botmaker_bots_held 0", "botmaker_fleet_frozen 0", "botmaker_fleet_frozen_since_timestamp_seconds 0"]);
    }

    [Test]
    public async Task Start_ShowsEverySeriesThatIsKnownBeforehandWithZero()
    {
        var page = await ScrapeAsync();

        foreach (var result in (string[])["success", "noop", "error", "terminal", "requeue"]) page.Should().Contain($"botmaker_reconcile_total{{result=\"{result}\"}} 0");
        foreach (var action in ActionNames())
        {
            page.Should().Contain($"botmaker_actions_total{{action=\"{action}\",outcome=\"succeeded\"}} 0");
            page.Should().Contain($"botmaker_actions_total{{action=\"{action}\",outcome=\"failed\"}} 0");
        }

        foreach (var phase in Enum.GetNames<BotPhase>()) page.Should().Contain($"botmaker_bots{{state=\"{phase}\"}} 0");
        page.Should().Contain((string[])[
            "botmaker_reconcile_panics_total 0", "botmaker_oom_kills_total 0", "botmaker_rollbacks_total 0", "botmaker_drift_detected_total{kind=\"ContainerMissing\"} 0",
            "botmaker_engine_up 0", "botmaker_engine_event_stream_connected 0", "botmaker_engine_event_stream_reconnects_total 0",
            "botmaker_engine_silent_changes_total 0", "botmaker_engine_events_total{action=\"die\"} 0", "botmaker_engine_last_relist_timestamp_seconds 0",
            "botmaker_engine_requests_total{code=\"unavailable\",operation=\"ping\"} 0", "botmaker_workqueue_depth{priority=\"urgent\"} 0",
            "botmaker_workqueue_adds_total 0", "botmaker_workqueue_retries_total 0", "botmaker_workqueue_unfinished_work_seconds 0",
            "botmaker_manifests{state=\"valid\"} 0", "botmaker_manifest_source_available 0", "botmaker_log_lines_dropped_total 0", "botmaker_manifest_last_scan_timestamp_seconds 0"]);
    }

    [Test]
    public async Task Start_ShowsEveryHistogramWithZero()
    {
        var page = await ScrapeAsync();

        foreach (var family in Families.Where(name => name.EndsWith("_duration_seconds", StringComparison.Ordinal) || name.EndsWith("_to_ready_seconds", StringComparison.Ordinal)))
            page.Should().Contain(line => line.StartsWith($"{family}_bucket{{", StringComparison.Ordinal) && line.EndsWith("le=\"+Inf\"} 0", StringComparison.Ordinal), family);
        foreach (var result in (string[])["success", "noop", "error", "terminal", "requeue"])
            page.Should().Contain($"botmaker_reconcile_duration_seconds_bucket{{result=\"{result}\",le=\"0.1\"}} 0").And.Contain($"botmaker_reconcile_duration_seconds_count{{result=\"{result}\"}} 0");
    }

    [Test]
    public async Task FirstValueOfAHistogram_TakesThePlaceOfItsZero()
    {
        _metrics.ReconcileFinished(ReconcileVerdict.Noop, TimeSpan.FromMilliseconds(50));
        var page = await ScrapeAsync();
        page.Where(line => line.StartsWith("botmaker_reconcile_duration_seconds_count", StringComparison.Ordinal)).Should().BeEquivalentTo(
            "botmaker_reconcile_duration_seconds_count{result=\"noop\"} 1", "botmaker_reconcile_duration_seconds_count{result=\"success\"} 0",
            "botmaker_reconcile_duration_seconds_count{result=\"error\"} 0", "botmaker_reconcile_duration_seconds_count{result=\"terminal\"} 0",
            "botmaker_reconcile_duration_seconds_count{result=\"requeue\"} 0");
        page.Should().Contain((string[])[
            "botmaker_reconcile_duration_seconds_bucket{result=\"noop\",le=\"0.025\"} 0", "botmaker_reconcile_duration_seconds_bucket{result=\"noop\",le=\"0.1\"} 1"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Page_HoldsTheFamiliesOfTheContractAndNoOther(bool filled)
    {
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
        if (filled) Fill();
        var families = (await ScrapeAsync()).Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]);
        families.Should().BeEquivalentTo(Families);
    }

    [Test]
    public async Task Page_HasAHelpTextForEveryFamilyOfOurs()
    {
        Fill();
        var page = await ScrapeAsync();
        foreach (var family in Families) page.Should().Contain(line => line.StartsWith($"# HELP {family} ", StringComparison.Ordinal) && line.Length > $"# HELP {family} ".Length + 10);
    }

    [Test]
    public async Task OnlyGaugesOfBots_CarryABotsId()
    {
        Fill();
        var carriers = (await ScrapeAsync()).Where(line => line.Contains("bot_id=", StringComparison.Ordinal)).Select(line => line.Split('{')[0]).Distinct(StringComparer.Ordinal);
        carriers.Should().OnlyContain(name => name.StartsWith("botmaker_bot_", StringComparison.Ordinal) && !name.EndsWith("_total", StringComparison.Ordinal));
    }

    [Test]
    public async Task BotThatGoes_TakesItsSeriesWithIt()
    {
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
        (await ScrapeAsync()).Should().Contain((string[])[
            "botmaker_bot_ready{bot_id=\"a\"} 1", "botmaker_bot_phase{bot_id=\"a\",phase=\"Running\"} 1", "botmaker_bot_condition{bot_id=\"a\",type=\"Ready\"} 1",
            "botmaker_bot_restarts{bot_id=\"a\"} 2", "botmaker_bot_generation{bot_id=\"a\"} 3", "botmaker_bot_info{bot_id=\"a\",file=\"a.yaml\",image=\"bot:1\"} 1",
            "botmaker_bot_last_success_timestamp_seconds{bot_id=\"a\"} 1767268800", "botmaker_bots{state=\"Running\"} 1"]);
        _board.Publish(Sample.Intent("a"), Sample.Status("a", BotPhase.Stalled, ready: false), null);
        (await ScrapeAsync()).Should().Contain((string[])["botmaker_bot_ready{bot_id=\"a\"} 0", "botmaker_bot_phase{bot_id=\"a\",phase=\"Stalled\"} 1"])
            .And.NotContain(line => line.StartsWith("botmaker_bot_phase", StringComparison.Ordinal) && line.Contains("Running", StringComparison.Ordinal));
        _board.Remove(BotId.Parse("a"));
        (await ScrapeAsync()).Should().NotContain(line => line.Contains("bot_id", StringComparison.Ordinal));
    }

    [Test]
    public async Task MoreBotsThanTheSdksLimit_AreAllThere()
    {
        for (var i = 0; i < 2_500; i++) _board.Publish(Sample.Intent($"b{i}"), Sample.Status($"b{i}"), null);
        var page = await ScrapeAsync();
        page.Count(line => line.StartsWith("botmaker_bot_ready{", StringComparison.Ordinal)).Should().Be(2_500);
        page.Should().NotContain(line => line.Contains("overflow", StringComparison.Ordinal));
    }

    [Test]
    public async Task EngineCalls_SayWhetherTheEngineIsUp()
    {
        _metrics.EngineCallFinished("container_list", "200", TimeSpan.FromMilliseconds(3));
        (await ScrapeAsync()).Should().Contain((string[])["botmaker_engine_up 1", "botmaker_engine_requests_total{code=\"200\",operation=\"container_list\"} 1"]);
        _metrics.EngineCallFinished("container_list", "canceled", TimeSpan.FromMilliseconds(3));
        (await ScrapeAsync()).Should().Contain("botmaker_engine_up 1", "whoever gives up says nothing about the engine");
        _metrics.EngineCallFinished("container_list", "unavailable", TimeSpan.FromMilliseconds(3));
        (await ScrapeAsync()).Should().Contain("botmaker_engine_up 0");
        _metrics.EngineCallFinished("container_start", "409", TimeSpan.FromMilliseconds(3));
        (await ScrapeAsync()).Should().Contain("botmaker_engine_up 1", "a refusal is an answer");
    }

    [Test]
    public async Task Relist_IsTimedAndDated()
    {
        _metrics.LastRelist.Should().BeNull();
        _metrics.Relisted(TimeSpan.FromMilliseconds(30));
        _metrics.LastRelist.Should().Be(_clock.GetUtcNow());
        (await ScrapeAsync()).Should().Contain((string[])["botmaker_engine_relist_duration_seconds_count 1", $"botmaker_engine_last_relist_timestamp_seconds {_clock.GetUtcNow().ToUnixTimeSeconds()}"]);
    }

    [Test]
    public async Task HealthEvent_IsCountedWithoutItsResult()
    {
        _metrics.EngineEventSeen("health_status: healthy");
        (await ScrapeAsync()).Should().Contain("botmaker_engine_events_total{action=\"health_status\"} 1");
    }

    [Test]
    public async Task Queue_IsAskedAtEachScrape()
    {
        _metrics.Queue.Watch(() => new QueueDepth(3, 5, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(4)));
        (await ScrapeAsync()).Should().Contain((string[])[
            "botmaker_workqueue_depth{priority=\"urgent\"} 3", "botmaker_workqueue_depth{priority=\"background\"} 5",
            "botmaker_workqueue_unfinished_work_seconds 7", "botmaker_workqueue_longest_running_processor_seconds 4"]);
    }

    [Test]
    public async Task ManifestGauges_FollowTheScan()
    {
        _source.Current = DesiredSnapshot.NotScanned with
        {
            Source = new(Available: true, Synced: true),
            Counts = new ManifestCounts(4, 3, 2, 1),
            ScannedAt = Sample.Noon,
        };
        (await ScrapeAsync()).Should().Contain((string[])[
            "botmaker_manifests{state=\"valid\"} 4", "botmaker_manifests{state=\"invalid\"} 3", "botmaker_manifests{state=\"held\"} 2", "botmaker_manifests{state=\"ignored\"} 1",
            "botmaker_manifest_source_available 1", "botmaker_manifest_last_scan_timestamp_seconds 1767268800"]);
    }

    private static IEnumerable<string> ActionNames() => typeof(BotAction).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(BotAction))).Select(type => type.Name);

    /// <summary>Calls every verb once.</summary>
    private void Fill()
    {
        var second = TimeSpan.FromSeconds(1);
        _metrics.ReconcileFinished(ReconcileVerdict.Success, second);
        _metrics.ReconcilePanicked();
        _metrics.ActionFinished("StartContainer", "succeeded", second);
        _metrics.DriftDetected("ContainerMissing");
        _metrics.OomKillSeen();
        _metrics.BecameReady(second);
        _metrics.EngineCallFinished("ping", "200", second);
        _metrics.EngineEventSeen("die");
        _metrics.EventStreamConnected(true);
        _metrics.EventStreamReconnected();
        _metrics.SilentChangeFound();
        _metrics.Relisted(second);
        _metrics.Queue.ItemAdded();
        _metrics.Queue.ItemRetried();
        _metrics.Queue.ItemStarted(second);
        _metrics.Queue.ItemFinished(second);
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
    }

    private async Task<string[]> ScrapeAsync()
    {
        var page = await _services.GetRequiredService<PrometheusExporter>().ScrapeAsync(ExpositionFormat.Text, CancellationToken.None);
        return string.Concat(page.Plain.Select(segment => Encoding.UTF8.GetString(segment.Span))).Split('\n');
    }
}
