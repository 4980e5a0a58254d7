using System.Globalization;
using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class ScaleTests : EngineFixture
{
    private const int Fleet = 10_000;

    [Test]
    public async Task TenThousandBots_RunAndAreListedByLabel()
    {
        for (int i = 0; i < Fleet; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"bot-{i}");
            await RunAsync(name, Request("always") with
            {
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["managed"] = "1", ["bot"] = name },
                Healthcheck = new HealthCheck { Test = ["CMD", "x"], Interval = 30_000_000_000 },
            });
        }

        Clock.Advance(TimeSpan.FromSeconds(30));

        IReadOnlyList<ContainerSummary> all = await Engine.Containers.ListAsync(new ContainerListQuery { Labels = ["managed=1"] });
        all.Should().HaveCount(Fleet).And.OnlyContain(line => line.Status == "Up 30 seconds (healthy)");
        (await Engine.Containers.ListAsync(new ContainerListQuery { Labels = ["bot=bot-77", "managed"] })).Should().ContainSingle();

        // A rare label must not cost a look at every container: far more than ten such lists fit into one whole list.
        TimeSpan whole = await MeasureAsync(times: 10, new ContainerListQuery { Labels = ["managed"] });
        TimeSpan rare = await MeasureAsync(times: 100, new ContainerListQuery { Labels = ["managed", "bot=bot-77"] });
        rare.Should().BeLessThan(whole);
    }

    private async Task<TimeSpan> MeasureAsync(int times, ContainerListQuery query)
    {
        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < times; i++) await Engine.Containers.ListAsync(query);
        return TimeProvider.System.GetElapsedTime(start);
    }
}
