using System.Diagnostics.Metrics;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Changes that the resync finds and no event announced are counted, and no others.</summary>
[TestFixture]
public sealed class SilentChangeTests
{
    private Fleet _fleet = null!;
    private MeterListener _listener = null!;
    private long _counted;

    [SetUp]
    public async Task SetUp()
    {
        _fleet = new Fleet();
        _counted = 0;
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, _fleet.Meters) && instrument.Name is "botmaker_engine_silent_changes") listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _counted, value));
        _listener.Start();
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        _counted = 0;
    }

    [TearDown]
    public async Task TearDown()
    {
        _listener.Dispose();
        await _fleet.DisposeAsync();
    }

    [Test]
    public async Task NothingChanged_NothingIsCounted()
    {
        await _fleet.ResyncAsync();
        _counted.Should().Be(0);
    }

    [Test]
    public async Task ChangeWithoutAnEvent_IsCounted()
    {
        await _fleet.Engine.Containers.StopAsync((await _fleet.OnlyContainerAsync("a")).Id, TimeSpan.Zero);
        await _fleet.ResyncAsync();
        _counted.Should().Be(1);
    }

    [Test]
    public async Task ChangeThatAnEventAnnounced_IsNotCounted()
    {
        await _fleet.Engine.Containers.StopAsync((await _fleet.OnlyContainerAsync("a")).Id, TimeSpan.Zero);
        _fleet.Graph.Controller.Enqueue(BotId.Parse("a"), EnqueueCause.Engine);
        await _fleet.ResyncAsync();
        _counted.Should().Be(0);
    }
}
