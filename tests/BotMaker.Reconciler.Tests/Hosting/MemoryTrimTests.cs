using BotMaker.Reconciler.Hosting.Run;

namespace BotMaker.Reconciler.Tests.Hosting;

[TestFixture]
public sealed class MemoryTrimTests
{
    private MemoryTrim _memory = null!;
    private long _allocated;
    private int _trims;

    [SetUp]
    public void Start()
    {
        (_allocated, _trims) = (0, 0);
        _memory = new MemoryTrim(() => _allocated, () => _trims++, TimeProvider.System);
    }

    [Test]
    public void Burst_IsTrimmedOnce_WhenItIsOver()
    {
        Pass(MemoryTrim.Burst + 1);
        _trims.Should().Be(0, "work may still go on");

        Pass(MemoryTrim.Quiet - 1);
        _trims.Should().Be(1);
        Pass(0);
        Pass(MemoryTrim.Quiet - 1);
        _trims.Should().Be(1);
    }

    [Test]
    public void SecondBurst_IsTrimmedToo()
    {
        foreach (var allocated in (long[])[MemoryTrim.Burst + 1, 0, MemoryTrim.Burst + 1, 0]) Pass(allocated);

        _trims.Should().Be(2);
    }

    [Test]
    public void WorkThatGoesOn_IsNotInterrupted()
    {
        for (var tick = 0; tick < 20; tick++) Pass(MemoryTrim.Burst);

        _trims.Should().Be(0);
    }

    [Test]
    public void SmallWork_IsNotWorthIt()
    {
        for (var tick = 0; tick < 10; tick++) Pass(MemoryTrim.Quiet / 2);

        _trims.Should().Be(0);
    }

    private void Pass(long allocated)
    {
        _allocated += allocated;
        _memory.Look();
    }
}
