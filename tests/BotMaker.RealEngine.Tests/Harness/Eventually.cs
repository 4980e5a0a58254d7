using System.Diagnostics;

namespace BotMaker.RealEngine.Tests.Harness;

/// <summary>Looks at the real world again and again until it is as it should be, or a deadline passes.</summary>
internal static class Eventually
{
    /// <summary>Generous: a busy machine starts a container in seconds, and a deadline that is met costs nothing.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="what">What is awaited, for the message.</param>
    /// <param name="look">Null when it is so, else how it is instead.</param>
    /// <param name="deadline">Default <see cref="Deadline"/>.</param>
    public static async Task HoldsAsync(string what, Func<Task<string?>> look, TimeSpan? deadline = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var instead = await look();
            if (instead is null) return;
            if (watch.Elapsed > (deadline ?? Deadline)) Assert.Fail($"After {watch.Elapsed.TotalSeconds:0} s still not so: {what}. Instead: {instead}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Checks that something stays so for a while.</summary>
    public static async Task StaysAsync(string what, Func<Task<string?>> look, TimeSpan period)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < period)
        {
            var instead = await look();
            if (instead is not null) Assert.Fail($"After {watch.Elapsed.TotalSeconds:0.0} s no longer so: {what}. Instead: {instead}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
