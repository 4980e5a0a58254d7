using BotMaker.OpenClaw.Releases;

namespace BotMaker.OpenClaw.Tests.Releases;

public sealed class ReleaseSupportTests
{
    [TestCase("2026.1.29", Dialect.January2026)]
    [TestCase("2026.1.30", Dialect.January2026)]
    [TestCase("2026.2.25", Dialect.January2026)]
    [TestCase("2026.2.26", Dialect.Current)]
    [TestCase("2026.9.6", Dialect.Current)]
    [TestCase("2027.3.1", Dialect.Current)]
    public void Dialect_FollowsTheRelease(string release, Dialect expected) => Judge(release).Dialect.Should().Be(expected);

    [Test]
    public void NewestRelease_HasNoWarning() => Judge("2026.9.6").Should().BeEquivalentTo(new { Warning = (string?)null, Error = (string?)null });

    [TestCase("2026.9.7", "newer than 2026.9.6")]
    [TestCase("2026.5.2", "between the measured releases")]
    [TestCase("2026.1.30", "no secret references")]
    public void OtherReleases_AreUsedWithAWarning(string release, string expected) => Judge(release).Warning.Should().Contain(expected);

    [TestCase("2026.1.24-3")]
    [TestCase("2025.12.31")]
    public void ReleasesBeforeTheName_AreRefused(string release)
    {
        Judge(release).Dialect.Should().BeNull();
        Judge(release).Error.Should().Contain("older than 2026.1.29");
    }

    [TestCase("2026.1.30", null)]
    [TestCase("2026.3.1", "/healthz")]
    [TestCase("2026.7.31", "/healthz")]
    [TestCase("2026.8.1", "/startupz")]
    public void HealthEndpoint_IsTheBestOfTheRelease(string release, string? expected) =>
        ReleaseSupport.HealthPath(OpenClawRelease.Parse(release)).Should().Be(expected);

    [TestCase("telegram", "2026.9.6", false)]
    [TestCase("discord", "2026.5.1", false)]
    [TestCase("discord", "2026.5.2", true)]
    [TestCase("slack", "2026.5.2", false)]
    [TestCase("slack", "2026.5.12", true)]
    [TestCase("line", "2026.1.30", false)]
    public void Packages_LeftTheCoreWithTheirRelease(string channel, string release, bool expected) =>
        ReleaseSupport.IsPackagedApart(channel, OpenClawRelease.Parse(release)).Should().Be(expected);

    private static ReleaseVerdict Judge(string release) => ReleaseSupport.Judge(OpenClawRelease.Parse(release));
}
