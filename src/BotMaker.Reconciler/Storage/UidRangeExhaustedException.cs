using System.Globalization;

namespace BotMaker.Reconciler.Storage;

/// <summary>Every uid of <c>Security:UidRange</c> belongs to a bot.</summary>
public sealed class UidRangeExhaustedException(int firstUid, int lastUid)
    : Exception(string.Create(
        CultureInfo.InvariantCulture,
        $"Every uid from {firstUid} to {lastUid} belongs to a bot. Widen Security:UidRange, or set spec.security.runAsUser."));
