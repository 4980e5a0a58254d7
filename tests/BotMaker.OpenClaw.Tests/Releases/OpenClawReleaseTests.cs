using BotMaker.OpenClaw.Releases;

namespace BotMaker.OpenClaw.Tests.Releases;

public sealed class OpenClawReleaseTests
{
    [TestCase("2026.9.6", "2026.9.6")]
    [TestCase("v2026.9.6", "2026.9.6")]
    [TestCase("2026.9.6-slim", "2026.9.6")]
    [TestCase("2026.9.6-r20260913", "2026.9.6")]
    [TestCase("2026.9.6-slim-r20260913", "2026.9.6")]
    [TestCase("2026.1.24-3", "2026.1.24")]
    [TestCase("2026.9.7-beta.2", "2026.9.7-beta.2")]
    [TestCase("2026.09.06", "2026.9.6")]
    public void ReleaseInATag_IsRead(string text, string expected) => OpenClawRelease.Parse(text).ToString().Should().Be(expected);

    [TestCase("")]
    [TestCase(null)]
    [TestCase("latest")]
    [TestCase("2026.9")]
    [TestCase("2026.13.1")]
    [TestCase("1.2.3")]
    [TestCase("2026.9.6.1")]
    [TestCase("2026.9.6-mine")]
    [TestCase("2026.9.6\n")]
    public void OtherTexts_AreNoRelease(string? text) => OpenClawRelease.TryParse(text, out _).Should().BeFalse();

    [Test]
    public void Order_IsThatOfTheCalendar()
    {
        string[] ordered = ["2026.1.29", "2026.1.30", "2026.2.1", "2026.9.6-beta.2", "2026.9.6-beta.10", "2026.9.6-rc.1", "2026.9.6", "2026.9.10", "2026.10.1", "2027.1.1"];
        ordered.Reverse().Select(OpenClawRelease.Parse).Order().Select(release => release.ToString()).Should().Equal(ordered);
    }

    [TestCase("OpenClaw 2026.9.6 (eb377ac)", "2026.9.6")]
    [TestCase("2026.1.30\n", "2026.1.30")]
    [TestCase("Warning: something\nOpenClaw v2026.9.7-beta.1\n", "2026.9.7-beta.1")]
    public void VersionOutput_IsSearched(string output, string expected)
    {
        ReleaseDetection.TryFromVersionOutput(output, out var release).Should().BeTrue();
        release!.ToString().Should().Be(expected);
    }

    [TestCase("")]
    [TestCase("v24.16.0")]
    [TestCase("10.2026.1.30.4")]
    public void VersionOutputWithoutARelease_IsNotGuessed(string output) => ReleaseDetection.TryFromVersionOutput(output, out _).Should().BeFalse();

    [TestCase("ghcr.io/openclaw/openclaw:2026.9.6", "2026.9.6")]
    [TestCase("localhost:5000/openclaw:2026.9.6-slim@sha256:0123", "2026.9.6")]
    public void Tag_TellsTheRelease(string reference, string expected)
    {
        ReleaseDetection.TryFromReference(reference, out var release).Should().BeTrue();
        release!.ToString().Should().Be(expected);
    }

    [TestCase("ghcr.io/openclaw/openclaw:latest")]
    [TestCase("ghcr.io/openclaw/openclaw")]
    [TestCase("host:2026/openclaw")]
    [TestCase("openclaw@sha256:0123")]
    public void OtherReferences_TellNothing(string reference) => ReleaseDetection.TryFromReference(reference, out _).Should().BeFalse();

    [Test]
    public void OwnLabel_WinsOverTheCommonOne()
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["botmaker.openclaw-release"] = "2026.1.30",
            ["org.opencontainers.image.version"] = "2026.9.6",
        };
        ReleaseDetection.TryFromLabels(labels, out var release).Should().BeTrue();
        release!.ToString().Should().Be("2026.1.30");
        labels.Remove("botmaker.openclaw-release");
        ReleaseDetection.TryFromLabels(labels, out release).Should().BeTrue();
        release!.ToString().Should().Be("2026.9.6");
    }

    [Test]
    public void VersionLabelOfABaseImage_IsIgnored() =>
        ReleaseDetection.TryFromLabels(new Dictionary<string, string>(StringComparer.Ordinal) { ["org.opencontainers.image.version"] = "24.04" }, out _)
            .Should().BeFalse();
}
