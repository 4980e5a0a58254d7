using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Networks;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Tests.Daemon;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Execution;

[TestFixture]
public sealed class NetworkProvisionerTests
{
    private InMemoryEngine _engine = null!;
    private NetworkProvisioner _networks = null!;

    [SetUp]
    public void SetUp()
    {
        _engine = new InMemoryEngine(new ManualTimeProvider());
        _networks = new NetworkProvisioner(_engine, "0123456789abcdef", "botmaker", SubnetPool.Parse("10.231.0.0/26"));
    }

    [TearDown]
    public async Task TearDown()
    {
        _networks.Dispose();
        await _engine.DisposeAsync();
    }

    [Test]
    public async Task Shared_IsOneBridgeWithoutTrafficBetweenBots()
    {
        var first = await EnsureAsync("a");
        var second = await EnsureAsync("b");

        first.Name.Should().Be("botmaker-01234567");
        second.Name.Should().Be(first.Name);
        var network = await _engine.Networks.InspectAsync(first.Name!);
        network.Options.Should().Contain("com.docker.network.bridge.enable_icc", "false");
        network.Labels.Should().Contain(Labels.Reconciler, "0123456789abcdef").And.ContainKey(Labels.Purpose);
        _engine.Calls["network_create"].Should().Be(1);
    }

    [Test]
    public async Task Shared_NameOfSomebodyElse_IsAConflictAndLeftAlone()
    {
        await _engine.Networks.CreateAsync(new CreateNetworkRequest { Name = "botmaker-01234567" });

        (await EnsureAsync("a")).Failure!.Failure.Reason.Should().Be("NetworkConflict");
    }

    [Test]
    public async Task Shared_ReplyOfTheCreateIsLost_TheNetworkIsFoundAgain()
    {
        _engine.LoseReplyOf("network_create");

        var lost = () => EnsureAsync("a");

        await lost.Should().ThrowAsync<DockerEngine.Errors.DockerEngineException>("the engine may be away");
        (await EnsureAsync("a")).Name.Should().Be("botmaker-01234567");
        _engine.Calls["network_create"].Should().Be(1);
    }

    [Test]
    public async Task Own_TakesSixteenAddressesEach_AndKeepsThem()
    {
        var names = new List<string?>();
        foreach (var bot in new[] { "a", "b", "a" }) names.Add((await EnsureAsync(bot, NetworkMode.Own)).Name);

        names[2].Should().Be(names[0]);
        (await SubnetAsync(names[0]!)).Should().Be("10.231.0.0/28");
        (await SubnetAsync(names[1]!)).Should().Be("10.231.0.16/28");
    }

    [Test]
    public async Task Own_SubnetTakenBySomethingElse_TheNextIsTaken()
    {
        await _engine.Networks.CreateAsync(new CreateNetworkRequest { Name = "other", IPAM = new NetworkIpam { Config = [new NetworkIpamPool { Subnet = "10.231.0.0/27" }] } });

        var own = await EnsureAsync("a", NetworkMode.Own);

        (await SubnetAsync(own.Name!)).Should().Be("10.231.0.32/28");
    }

    [Test]
    public async Task Own_PoolUsedUp_SaysWhichOption()
    {
        for (var i = 0; i < 4; i++) (await EnsureAsync($"bot-{i}", NetworkMode.Own)).Failure.Should().BeNull();

        (await EnsureAsync("late", NetworkMode.Own)).Failure!.Failure.Message.Should().Contain("Network:Pool");
    }

    [Test]
    public async Task Existing_ThatIsThere_IsJoined_AndOneThatIsNot_IsSaid()
    {
        await _engine.Networks.CreateAsync(new CreateNetworkRequest { Name = "corp" });

        (await EnsureAsync("a", NetworkMode.Existing, "corp")).Name.Should().Be("corp");
        (await EnsureAsync("a", NetworkMode.Existing, "nope")).Failure!.Failure.Message.Should().Contain("'nope'");
    }

    [Test]
    public async Task Forget_RemovesTheBotsOwnNetworkAndNoOther()
    {
        var shared = await EnsureAsync("a");
        var own = await EnsureAsync("a", NetworkMode.Own);

        (await _networks.ForgetAsync(BotId.Parse("a"), CancellationToken.None)).Should().BeNull();

        var left = (await _engine.Networks.ListAsync([])).Select(network => network.Name).ToList();
        left.Should().Contain(shared.Name).And.NotContain(own.Name);
    }

    [TestCase("10.231.0.0/29")]
    [TestCase("fd00::/64")]
    [TestCase("everywhere")]
    public void Pool_NotUsable_IsRefused(string text)
    {
        var parse = () => SubnetPool.Parse(text);

        parse.Should().Throw<FormatException>().WithMessage($"*{text}*");
    }

    [Test]
    public void Pool_InOrder_WithoutTheTakenOnes() =>
        SubnetPool.Parse("10.231.255.192/26").Free(new HashSet<string>(StringComparer.Ordinal) { "10.231.255.208/28" })
            .Should().Equal("10.231.255.192/28", "10.231.255.224/28", "10.231.255.240/28");

    private Task<NetworkChoice> EnsureAsync(string bot, NetworkMode mode = NetworkMode.Shared, string name = "") =>
        _networks.EnsureAsync(FakeBotSource.Bot(bot, spec => spec with { Network = new NetworkSpec { Mode = mode, Name = name } }), CancellationToken.None);

    private async Task<string?> SubnetAsync(string name) => (await _engine.Networks.InspectAsync(name)).IPAM!.Config![0].Subnet;
}
