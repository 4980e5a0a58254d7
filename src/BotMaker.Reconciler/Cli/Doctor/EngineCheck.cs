using System.Globalization;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests;

namespace BotMaker.Reconciler.Cli.Doctor;

/// <summary>The engine: there, of a version that is known, with the same clock and the images that are wanted.</summary>
internal sealed class EngineCheck(IContainerEngine engine, DaemonOptions options, TimeProvider time)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        try
        {
            var version = await engine.System.GetVersionAsync(cancellationToken);
            findings.Add(Finding.Ok("engine", $"{engine.Endpoint} answers: version {version.Version}, API {version.ApiVersion}"));
            var info = await engine.System.GetInfoAsync(cancellationToken);
            findings.Add(Clock(info.SystemTime));
            foreach (var warning in info.Warnings ?? []) findings.Add(Finding.Note("engine", $"The engine warns: {warning}"));
            foreach (var option in info.SecurityOptions ?? [])
            {
                if (option.Contains("userns", StringComparison.Ordinal) || option.Contains("rootless", StringComparison.Ordinal))
                    findings.Add(Finding.Note("engine", $"The engine runs with {option}: the daemon's directories must be readable for the ids that it maps to; `botmaker run` proves it at its start."));
            }

            await ImagesAsync(findings, cancellationToken);
        }
        catch (DockerEngineException failure)
        {
            findings.Add(Finding.Problem("engine", $"{engine.Endpoint}: {failure.Message} `systemctl status docker` says whether it runs; membership in the group docker, or root, opens its socket."));
        }

        return findings;
    }

    private Finding Clock(string? systemTime)
    {
        if (!DateTimeOffset.TryParse(systemTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs)) return Finding.Note("clock", "The engine does not say what time it has.");
        var apart = (time.GetUtcNow() - theirs).Duration();
        return apart < ClockTolerance
            ? Finding.Ok("clock", string.Create(CultureInfo.InvariantCulture, $"The engine's clock and ours are {apart.TotalSeconds:0.0} s apart"))
            : Finding.Problem("clock", string.Create(CultureInfo.InvariantCulture, $"The engine's clock and ours are {apart.TotalSeconds:0} s apart. Times of logs and restarts cannot be compared; set both by NTP."));
    }

    private async Task ImagesAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(options.Manifests.Directory)) return;
        var bots = ManifestValidation.Validate([options.Manifests.Directory], time);
        var errors = bots.Diagnostics.Count(diagnostic => diagnostic.Severity == Core.Model.Desired.DiagnosticSeverity.Error);
        findings.Add(errors == 0
            ? Finding.Ok("manifests", string.Create(CultureInfo.InvariantCulture, $"{bots.Bots.Count} bots, no errors"))
            : Finding.Problem("manifests", string.Create(CultureInfo.InvariantCulture, $"{errors} errors; `botmaker validate {options.Manifests.Directory}` shows them.")));
        foreach (var image in bots.Bots.Select(bot => bot.Spec.Image.Reference).Distinct(StringComparer.Ordinal))
        {
            try
            {
                await engine.Images.InspectAsync(image, cancellationToken);
                findings.Add(Finding.Ok("images", $"{image} is here"));
            }
            catch (DockerEngineException absent) when (absent.Kind == EngineErrorKind.NotFound)
            {
                findings.Add(Finding.Note("images", $"{image} is not here yet; it is pulled when its bot starts, unless its pullPolicy is Never."));
            }
        }
    }
}
