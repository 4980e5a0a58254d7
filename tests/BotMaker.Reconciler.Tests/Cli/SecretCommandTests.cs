using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary>The commands that touch secret values: one that prints a token, one that judges values without printing them.</summary>
[TestFixture]
public sealed class SecretCommandTests
{
    private const string Good = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456";

    private World _world = null!;

    [SetUp]
    public void SetUp() => _world = new World();

    [TearDown]
    public void TearDown() => _world.Dispose();

    [Test]
    [CancelAfter(120_000)]
    public async Task Token_IsPrintedOnlyWhereAPersonSeesIt_AndIsLogged(CancellationToken cancellationToken)
    {
        _world.WriteBot("a");
        await using var daemon = await RunningDaemon.StartAsync(_world, bots: 1, cancellationToken);

        var refused = await World.RunAsync(["token", "a", "--socket", _world.Socket], cancellationToken);
        var forced = await World.RunAsync(["token", "a", "--force", "--socket", _world.Socket], cancellationToken);

        refused.Code.Should().Be(2);
        refused.Output.Should().BeEmpty();
        forced.Code.Should().Be(0);
        var token = forced.Output.Trim();
        token.Should().MatchRegex("^[0-9a-f]{64}$");
        File.ReadAllText(Path.Combine(_world["data"], "secrets", "a", "gateway-auth-token")).Should().Be(token);
        daemon.Log.Should().Contain("The gateway token of a was handed to").And.NotContain(token);
        (await World.RunAsync(["describe", "a", "--socket", _world.Socket], cancellationToken)).Output.Should().NotContain(token);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Token_ThatWasNotGenerated_IsNotHandedOut(CancellationToken cancellationToken)
    {
        Secret("gateway", "0123456789abcdef0123456789abcdef");
        _world.WriteBot("a", "  gateway: { auth: { token: { secretRef: { name: gateway } } } }");
        await using var daemon = await RunningDaemon.StartAsync(_world, bots: 1, cancellationToken);

        var result = await World.RunAsync(["token", "a", "--force", "--socket", _world.Socket], cancellationToken);
        var unknown = await World.RunAsync(["token", "nobody", "--force", "--socket", _world.Socket], cancellationToken);

        result.Code.Should().NotBe(0);
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain("secret 'gateway' of your store");
        unknown.Error.Should().Contain("There is no bot 'nobody'");
    }

    [Test]
    public async Task Validate_AGoodSecret_IsFine()
    {
        Secret("telegram", Good);
        _world.WriteBot("a", Telegram("telegram"));

        var result = await ValidateAsync();

        result.Code.Should().Be(0);
        result.Output.Should().NotContain("BM5");
    }

    [TestCase("123456:ABCDEF", "BM5003")]
    [TestCase("\"" + Good + "\"", "quotes")]
    [TestCase("TELEGRAM_BOT_TOKEN=" + Good, "TELEGRAM_BOT_TOKEN=")]
    [TestCase("  " + Good + "\n\n", "BM5004")]
    public async Task Validate_AValueOfTheWrongForm_IsToldWithoutTheValue(string value, string says)
    {
        Secret("telegram", value);
        _world.WriteBot("a", Telegram("telegram"));

        var result = await ValidateAsync();

        result.Output.Should().Contain(says).And.Contain("spec.channels.telegram.botToken").And.NotContain(Good);
        result.Code.Should().Be(says is "BM5004" ? 0 : 1);
    }

    [Test]
    public async Task Validate_SwappedTokens_AreRecognised()
    {
        Secret("bot", "xapp-1-A0123456789-0123456789-abcdefabcdef");
        Secret("app", "xoxb-123456789012-abcdefghijkl");
        _world.WriteBot("a", "  channels: { slack: { allowFrom: [U012ABCDEF], botToken: { secretRef: { name: bot } }, appToken: { secretRef: { name: app } } } }");

        var result = await ValidateAsync();

        result.Code.Should().Be(1);
        result.Output.Should().Contain("Were the two swapped?").And.NotContain("abcdefabcdef");
    }

    [Test]
    public async Task Validate_AMissingSecret_SaysWhereToPutIt()
    {
        _world.WriteBot("a", Telegram("telegram"));

        var result = await ValidateAsync();

        result.Code.Should().Be(1);
        result.Output.Should().Contain("BM5001").And.Contain(Path.Combine(_world["secrets"], "telegram"));
    }

    [Test]
    public async Task Validate_ASecretThatOthersCanRead_IsRefused()
    {
        Secret("telegram", Good);
        File.SetUnixFileMode(Path.Combine(_world["secrets"], "telegram"), (UnixFileMode)0b110_100_100);
        _world.WriteBot("a", Telegram("telegram"));

        var result = await ValidateAsync();

        result.Output.Should().Contain("BM5002").And.Contain("mode 0644");
    }

    [Test]
    public async Task Validate_TwoBotsOnOneAccount_AreTold()
    {
        Secret("one", Good);
        Secret("two", "123456789:BBabcdefghijklmnopqrstuvwxyz0123456");
        _world.WriteBot("a", Telegram("one"));
        _world.WriteBot("b", Telegram("two"));

        var result = await ValidateAsync();

        result.Output.Should().Contain("BM5005").And.Contain("bot 'a'");
    }

    [Test]
    public async Task Validate_WithoutTheFlag_ReadsNoSecret()
    {
        _world.WriteBot("a", Telegram("telegram"));

        (await World.RunAsync(["validate", _world.Manifests])).Output.Should().NotContain("BM5");
    }

    private Task<World.Result> ValidateAsync() => World.RunAsync(["validate", _world.Manifests, "--secrets", "--secrets-dir", _world["secrets"]]);

    private void Secret(string name, string value) => AtomicFile.Write(Path.Combine(_world["secrets"], name), global::System.Text.Encoding.UTF8.GetBytes(value));

    private static string Telegram(string secret) => $"  channels: {{ telegram: {{ allowFrom: [\"123456789\"], botToken: {{ secretRef: {{ name: {secret} }} }} }} }}";
}
