using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Tests.Reporting;

/// <summary>Hold, release, freeze and unfreeze through the socket.</summary>
[TestFixture, CancelAfter(60_000)]
public sealed class HoldApiTests
{
    private static readonly BotId Id = BotId.Parse("a");

    private ApiServer _server = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await ApiServer.StartAsync();
        _server.Board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Hold_SaysWhoTheKernelSaysItIs()
    {
        var answer = await PostAsync("bots/a/hold", """{"forSeconds":1800,"reason":" debugging "}""");

        ((string)answer["by"]!).Should().Be($"{Environment.UserName} (uid {Uid()})");
        ((string)answer["reason"]!).Should().Be("debugging");
        var hold = _server.Holds.Find(Id)!;
        (hold.Until - hold.Since).Should().Be(TimeSpan.FromMinutes(30));
        hold.By.Should().Be((string)answer["by"]!);
        _server.Looked.Should().Equal(Id);
        var fleet = await GetAsync("fleet");
        fleet["freeze"].Should().BeNull();
        ((string)fleet["holds"]![0]!["name"]!).Should().Be("a");
    }

    [Test]
    public async Task Release_EndsItAndLooksInAnyCase()
    {
        await PostAsync("bots/a/hold", """{"forSeconds":60}""");

        ((string)(await PostAsync("bots/a/release"))["ended"]!["name"]!).Should().Be("a");
        (await PostAsync("bots/a/release"))["ended"].Should().BeNull();
        _server.Holds.Find(Id).Should().BeNull();
        _server.Looked.Should().HaveCount(3);
    }

    [Test]
    public async Task Freeze_HasAnEndOnlyWhenItIsGivenOne()
    {
        (await PostAsync("freeze", """{"reason":"incident"}"""))["until"].Should().BeNull();
        ((string)(await GetAsync("fleet"))["freeze"]!["reason"]!).Should().Be("incident");
        (await PostAsync("freeze", """{"forSeconds":60}"""))["until"].Should().NotBeNull();
        (await PostAsync("unfreeze"))["ended"].Should().NotBeNull();
        _server.Holds.Freeze.Should().BeNull();
    }

    [TestCase("bots/nobody/hold", """{"forSeconds":60}""", 404)]
    [TestCase("bots/nobody/release", "", 404)]
    [TestCase("bots/a/hold", "{}", 400)]
    [TestCase("bots/a/hold", "", 400)]
    [TestCase("bots/a/hold", "null", 400)]
    [TestCase("bots/a/hold", """{"forSeconds":-1}""", 400)]
    [TestCase("bots/a/hold", """{"forSeconds":1e300}""", 400)]
    [TestCase("freeze", "{ torn", 400)]
    public async Task WrongRequest_HoldsNothing(string path, string body, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _server.Socket.PostAsync(new Uri($"/api/v1/{path}", UriKind.Relative), content);

        response.StatusCode.Should().Be((HttpStatusCode)status);
        ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!).Should().NotBeEmpty();
        _server.Holds.Bots.Should().BeEmpty();
        _server.Holds.Freeze.Should().BeNull();
    }

    private static string Uid() => File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

    private async Task<JsonNode> PostAsync(string path, string body = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _server.Socket.PostAsync(new Uri($"/api/v1/{path}", UriKind.Relative), content);
        response.StatusCode.Should().Be(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _server.Socket.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative)))!;
}
