using System.Diagnostics.CodeAnalysis;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.OpenClaw.Releases;

/// <summary>Which release an image holds, from what is known of the image. In this order: manifest, labels, tag, <c>openclaw --version</c>.</summary>
public static class ReleaseDetection
{
    /// <summary>Run in a throw-away container of the image when nothing else says it; the answer goes to <see cref="TryFromVersionOutput"/>.</summary>
    public static readonly IReadOnlyList<string> VersionCommand = GatewayCommand.OpenClaw(Dialect.January2026, "--version");

    private const string OciVersionLabel = "org.opencontainers.image.version";

    /// <summary>Our own label first; the common one is often the base image's, so it counts only where it reads as a release of OpenClaw.</summary>
    public static bool TryFromLabels(IReadOnlyDictionary<string, string> labels, [NotNullWhen(true)] out OpenClawRelease? release)
    {
        release = null;
        return (labels.TryGetValue(Labels.OpenClawRelease, out var own) && OpenClawRelease.TryParse(own.Trim(), out release))
            || (labels.TryGetValue(OciVersionLabel, out var common) && OpenClawRelease.TryParse(common.Trim(), out release));
    }

    /// <param name="reference">For example <c>ghcr.io/openclaw/openclaw:2026.9.6@sha256:…</c>.</param>
    public static bool TryFromReference(string reference, [NotNullWhen(true)] out OpenClawRelease? release)
    {
        release = null;
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        var named = at < 0 ? reference : reference[..at];
        var colon = named.LastIndexOf(':');
        return colon > named.LastIndexOf('/') && OpenClawRelease.TryParse(named[(colon + 1)..], out release);
    }

    public static bool TryFromVersionOutput(string output, [NotNullWhen(true)] out OpenClawRelease? release) => OpenClawRelease.TryFind(output, out release);
}
