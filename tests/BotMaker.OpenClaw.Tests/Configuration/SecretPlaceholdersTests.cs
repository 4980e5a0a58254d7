using System.Text.Json;
using BotMaker.OpenClaw.Configuration;
using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.OpenClaw.Tests.Configuration;

public sealed class SecretPlaceholdersTests
{
    [Test]
    public void Inline_PutsEveryValueInPlace()
    {
        var bot = OpenClawRenderer.Render(new(BotId.Parse("sample"), SampleSpecs.Telegram, OpenClawRelease.Parse("2026.1.30")));
        var values = bot.Secrets.ToDictionary(secret => secret.Id, secret => $"value \"of\" {secret.Id}", StringComparer.Ordinal);

        var document = SecretPlaceholders.Inline(bot.Files[0].Content, values);

        document.Should().NotContain("botmaker-secret:");
        using var json = JsonDocument.Parse(document);
        json.RootElement.GetProperty("channels").GetProperty("telegram").GetProperty("botToken").GetString()
            .Should().Be("value \"of\" channels-telegram-bot-token");
    }

    [Test]
    public void Inline_ChangesNothingElse()
    {
        const string document = "{\n  \"a\": [\n    1.50,\n    \"ü<x>\",\n    null,\n    true,\n    {}\n  ]\n}\n";
        SecretPlaceholders.Inline(document, new Dictionary<string, string>(StringComparer.Ordinal)).Should().Be(document);
    }

    [Test]
    public void MissingValue_IsNamed() =>
        FluentActions.Invoking(() => SecretPlaceholders.Inline("""{"a":"botmaker-secret:some-id"}""", new Dictionary<string, string>(StringComparer.Ordinal)))
            .Should().Throw<KeyNotFoundException>().WithMessage("*some-id*");
}
