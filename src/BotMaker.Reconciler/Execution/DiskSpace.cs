using System.Globalization;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Is there room for something new, where the data is and where the engine keeps its images? Below <c>Disk:MinFree</c> nothing is pulled, saved or rolled,
/// and whatever runs goes on.
/// </summary>
internal sealed class DiskSpace(IContainerEngine engine, DataDirectory data, DiskOptions options, Func<string, (long Free, long Total)?> measure)
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    private string? _engineRoot;

    /// <summary>Free and whole bytes of the file system that a directory is on; null where it is not on this host.</summary>
    public static (long Free, long Total)? Measure(string directory)
    {
        if (!Directory.Exists(directory)) return null;
        var drive = new DriveInfo(directory);
        return (drive.AvailableFreeSpace, drive.TotalSize);
    }

    /// <param name="needed">Bytes that are about to be written beside the data.</param>
    /// <param name="cancellationToken">Ends the question to the engine.</param>
    /// <returns>Null: there is room.</returns>
    public async Task<ActionOutcome.Failed?> CheckAsync(long needed, CancellationToken cancellationToken) =>
        Check(data.Root, needed) ?? (await EngineRootAsync(cancellationToken) is { Length: > 0 } root ? Check(root, needed: 0) : null);

    private ActionOutcome.Failed? Check(string directory, long needed)
    {
        if (measure(directory) is not var (free, total)) return null;
        var least = options.MinFreeOf(total);
        if (free - needed >= least) return null;
        var use = needed == 0 ? "" : $" after {Gibibytes(needed)} of the bot's state are saved";
        return Failures.Failed(
            "DiskSpaceLow",
            $"The file system of '{directory}' has {Gibibytes(free)} free, and Disk:MinFree wants {Gibibytes(least)} to stay free{use}: nothing is pulled, saved or changed, and what runs goes on. Make room, or lower Disk:MinFree.",
            atLeast: Wait);
    }

    private async Task<string> EngineRootAsync(CancellationToken cancellationToken)
    {
        if (_engineRoot is not null) return _engineRoot;
        try
        {
            return _engineRoot = (await engine.System.GetInfoAsync(cancellationToken)).DockerRootDir ?? "";
        }
        catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) is not FailureKind.EngineDown)
        {
            return "";
        }
    }

    private static string Gibibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}
