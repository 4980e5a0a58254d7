using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Reporting;

[TestFixture]
public sealed class PageSessionsTests
{
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public void Code_OpensOneSessionOnce()
    {
        var sessions = new PageSessions(_clock);
        var (code, _) = sessions.Issue();
        var session = sessions.Open(code);
        session.Should().NotBeNull().And.NotBe(code);
        sessions.IsOpen(session!).Should().BeTrue();
        sessions.IsOpen(code).Should().BeFalse();
        sessions.Open(code).Should().BeNull();
    }

    [Test]
    public void Code_EndsAfterTwoMinutes()
    {
        var sessions = new PageSessions(_clock);
        var (code, ends) = sessions.Issue();
        ends.Should().Be(_clock.GetUtcNow() + PageSessions.CodeLife);
        _clock.Advance(PageSessions.CodeLife);
        sessions.Open(code).Should().BeNull();
    }

    [Test]
    public void Session_EndsAfterTwelveHours()
    {
        var sessions = new PageSessions(_clock);
        var session = sessions.Open(sessions.Issue().Code)!;
        _clock.Advance(PageSessions.SessionLife - TimeSpan.FromSeconds(1));
        sessions.IsOpen(session).Should().BeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        sessions.IsOpen(session).Should().BeFalse();
    }

    [Test]
    public void TooManyCodes_TheOldestGoesFirst()
    {
        var sessions = new PageSessions(_clock);
        var first = sessions.Issue().Code;
        _clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 255; i++) _ = sessions.Issue();
        var last = sessions.Issue().Code;
        sessions.Open(first).Should().BeNull();
        sessions.Open(last).Should().NotBeNull();
    }

    [TestCase("")]
    [TestCase("0000")]
    public void MadeUpValues_OpenNothing(string value)
    {
        var sessions = new PageSessions(_clock);
        sessions.Open(value).Should().BeNull();
        sessions.IsOpen(value).Should().BeFalse();
    }
}
