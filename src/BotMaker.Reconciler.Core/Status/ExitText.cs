using System.Globalization;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>Words for how a container ended, to be put after a verb.</summary>
internal static class ExitText
{
    public static string Of(ObservedContainer container, BotSpec? spec) => Of(container.ExitCode, container.OomKilled, spec);

    public static string Of(long? exitCode, bool oomKilled, BotSpec? spec) => (oomKilled, exitCode) switch
    {
        (true, _) => $": the kernel killed it since it needed more memory than spec.resources.memory allows{Limit(spec)}",
        (_, { } code) => string.Create(CultureInfo.InvariantCulture, $" (exit code {code})"),
        _ => "",
    };

    private static string Limit(BotSpec? spec) => spec?.Resources.MemoryBytes switch
    {
        null => "",
        { } bytes when bytes % (1L << 30) == 0 => string.Create(CultureInfo.InvariantCulture, $" ({bytes >> 30}Gi)"),
        { } bytes when bytes % (1L << 20) == 0 => string.Create(CultureInfo.InvariantCulture, $" ({bytes >> 20}Mi)"),
        { } bytes => string.Create(CultureInfo.InvariantCulture, $" ({bytes} bytes)"),
    };
}
