using System.Globalization;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>Words for a crash loop: how it ended, and when it is tried again or counts as over.</summary>
internal static class CrashLoopText
{
    public static string Of(BotView view, RestartHistory loop)
    {
        var crash = loop.LastCrash;
        var ended = $"The gateway ended more than {CrashLoop.MaxRestarts} times within {CrashLoop.Window.TotalMinutes:0} min, last{ExitText.Of(crash?.ExitCode, crash?.OomKilled is true, view.Spec)}.";
        var advice = crash?.OomKilled is true ? " Raise the limit, or find what takes the memory." : " Its log says why.";
        return (view, CrashLoop.OverAt(loop), CrashLoop.NextStartAt(loop)) switch
        {
            ({ IsRunning: true }, { } over, _) => $"{ended} It runs again; if it stays healthy it counts as mended at {Time(over)}, and the engine gets its restarts back.",
            ({ IsRunning: true }, null, _) => $"{ended} It runs again and is not healthy yet.{advice}",
            (_, _, { } next) => $"{ended} It is started again at {Time(next)}, or at once by `botmaker restart {view.Report.Intent.Id}`.{advice}",
            _ => $"{ended}{advice}",
        };
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
