using System.Text.RegularExpressions;
using BotMaker.Reconciler.Tests.Cli;

namespace BotMaker.Reconciler.Tests.Deployment;

/// <summary>
/// A real Prometheus scrapes a real run and loads the delivered rules; a real Alertmanager gets an alert from it. Every expression of the rules
/// and dashboards is asked.
/// </summary>
[TestFixture, CancelAfter(180_000), NonParallelizable]
public sealed partial class RealPrometheusTests
{
    private World _world = null!;
    private RunningDaemon _daemon = null!;
    private MonitoringStack _stack = null!;
    private string _target = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        var (prometheus, alertmanager) = (HostTool.Find("prometheus", "prometheus"), HostTool.Find("prometheus-alertmanager", "prometheus-alertmanager"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        _world = new World();
        _world.WriteBot("alpha");
        _world.WriteBot("beta");
        _daemon = await RunningDaemon.StartAsync(_world, 2, patience.Token);
        _target = Address().Match(_daemon.Log).Groups["address"].Value;
        _stack = new MonitoringStack(prometheus, alertmanager, _target);
        await _stack.ReadyAsync(patience.Token);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_stack is not null) await _stack.DisposeAsync();
        if (_daemon is not null) await _daemon.DisposeAsync();
        _world?.Dispose();
    }

    [Test]
    public async Task EveryExpressionOfADashboard_ReturnsData(CancellationToken cancellationToken)
    {
        foreach (var dashboard in MonitoringFiles.Dashboards)
        {
            foreach (var (panel, expression) in MonitoringFiles.Expressions(dashboard))
            {
                var asked = expression.Replace("$instance", _target, StringComparison.Ordinal).Replace("$bot", "alpha", StringComparison.Ordinal)
                    .Replace("$__rate_interval", "1m", StringComparison.Ordinal);
                (await _stack.ReturnsDataAsync(asked, cancellationToken)).Should().BeTrue($"{Path.GetFileName(dashboard)}, panel '{panel}' asks {asked}");
            }
        }
    }

    [Test]
    public async Task EveryMetricOfARule_Exists(CancellationToken cancellationToken)
    {
        foreach (var metric in MonitoringFiles.RuleExpressions.SelectMany(MonitoringFiles.MetricsOf).Distinct(StringComparer.Ordinal))
            (await _stack.ReturnsDataAsync(metric, cancellationToken)).Should().BeTrue(metric);
    }

    [Test]
    public async Task EveryRule_IsEvaluatedWithoutAnError(CancellationToken cancellationToken)
    {
        var rules = await _stack.EvaluatedRulesAsync(cancellationToken);
        rules.Should().HaveCount(MonitoringFiles.RuleExpressions.Count()).And.OnlyContain(rule => rule.Health == "ok");
    }

    [Test]
    public async Task WrongManifest_ReachesTheReceiverOfTheAlertmanager(CancellationToken cancellationToken)
    {
        _world.Write("broken.yaml", "apiVersion: botmaker.dev/v1alpha1\nkind: Bot\nmetadata: { name: broken }\nspec: { imag: {} }\n");
        var alert = await _stack.ReceivedAsync("BotmakerManifestsInvalid", cancellationToken);
        alert.GetProperty("status").GetString().Should().Be("firing");
        alert.GetProperty("labels").GetProperty("severity").GetString().Should().Be("warning");
        alert.GetProperty("annotations").GetProperty("summary").GetString().Should().Be($"1 manifests of {_target} are wrong.");
    }

    [GeneratedRegex("metrics and health on http://(?<address>[0-9.:]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
