using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.OpenClaw.Tests.Configuration;

/// <summary>The documents beside this were accepted by the configuration checks of the releases they are for.</summary>
public sealed class GoldenConfigTests
{
    private static readonly Dictionary<string, BotSpec> Specs = new(StringComparer.Ordinal)
    {
        ["bare"] = SampleSpecs.Bare,
        ["telegram"] = SampleSpecs.Telegram,
        ["discord"] = SampleSpecs.Discord,
        ["slack"] = SampleSpecs.Slack,
        ["three-channels"] = SampleSpecs.ThreeChannels,
        ["accounts"] = SampleSpecs.Accounts,
        ["custom-provider"] = SampleSpecs.CustomProvider,
        ["published"] = SampleSpecs.Published,
        ["fragment"] = SampleSpecs.Fragment,
        ["every-channel"] = EveryChannel.Spec,
    };

    [Test]
    public void Document_IsAsReviewed([ValueSource(nameof(Names))] string name, [Values("2026.1.30", "2026.9.6")] string release)
    {
        var bot = OpenClawRenderer.Render(new(BotId.Parse("sample"), Specs[name], OpenClawRelease.Parse(release)));
        GoldenFile.ShouldHold($"{name}.{release}.json", bot.Files.Should().ContainSingle().Subject.Content);
    }

    private static string[] Names() => [.. Specs.Keys];
}
