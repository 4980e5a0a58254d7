using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

internal static class ImageRules
{
    public static void Check(BotSpec spec, RuleContext context)
    {
        string reference = spec.Image.Reference;
        CheckRelease(spec.Image, context);
        if (reference.Length == 0 || reference.Contains('@', StringComparison.Ordinal)) return;
        string last = reference[(reference.LastIndexOf('/') + 1)..];
        int colon = last.IndexOf(':', StringComparison.Ordinal);
        string? tag = colon < 0 ? null : last[(colon + 1)..];
        if (tag is not (null or "latest" or "main" or "master" or "nightly" or "edge" or "stable" or "beta")) return;
        context.Report(MeaningCodes.MovingTag, FieldPath.Of("spec", "image", "reference"), tag is null
            ? "Without a tag this means 'latest', which moves with every release. Write the release's tag, or better a digest."
            : $"The tag '{tag}' moves: what runs depends on when it was pulled. Write the release's tag, or better a digest.");
    }

    /// <summary>As far as the manifest tells the release; what the image says is judged when it is there.</summary>
    private static void CheckRelease(ImageSpec image, RuleContext context)
    {
        OpenClawRelease? release;
        if (image.OpenClawRelease is { } given ? !OpenClawRelease.TryParse(given, out release) : !ReleaseDetection.TryFromReference(image.Reference, out release)) return;
        var path = FieldPath.Of("spec", "image", image.OpenClawRelease is null ? "reference" : "openclawRelease");
        var verdict = ReleaseSupport.Judge(release);
        if (verdict.Error is { } error) context.Report(MeaningCodes.ReleaseUnsupported, path, error);
        else if (verdict.Warning is { } warning) context.Report(MeaningCodes.ReleaseUnmeasured, path, warning);
    }
}
