using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.OpenClaw.Checks;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution.OneShots;

/// <summary>
/// Puts the channel packages that a release keeps apart into a bot's state, once for each image and while the bot is stopped. Without them a gateway
/// would fetch them itself at its start, or end for a person to act where it cannot.
/// </summary>
internal sealed partial class PackageProvisioner(
    IContainerEngine engine,
    OneShotRunner oneShots,
    BotRenderer renderer,
    BotDirectories directories,
    DataDirectory data,
    PackageStore packages,
    Func<string, string> redact,
    ILogger<PackageProvisioner> logger)
{
    private const string Purpose = "provision";
    private static readonly TimeSpan RetryWait = TimeSpan.FromMinutes(1);

    private readonly ILogger<PackageProvisioner> _logger = logger;

    /// <param name="bot">Whose; none of its containers runs.</param>
    /// <param name="container">The one that is about to start: its image and network are the packages'.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Null: all that the bot's channels need is there.</returns>
    public async Task<ActionOutcome.Failed?> EnsureAsync(DesiredBot bot, ContainerInspection container, CancellationToken cancellationToken)
    {
        if (container.ImageId is not { } imageId || bot.Spec.Channels.Count == 0 || engine.Endpoint.StartsWith("memory:", StringComparison.Ordinal)) return null;
        var (rendered, unsupported) = await renderer.RenderAsync(bot, imageId, cancellationToken);
        if (rendered is null) return unsupported;
        foreach (var step in rendered.Steps)
        {
            if (step is not { Kind: OneShotKind.InstallPackage, Package: { } package } || packages.Has(bot.Id, package, imageId)) continue;
            Installs(package, bot.Id.Value);
            if (await InstallAsync(step, bot, rendered, imageId, container.HostConfig?.NetworkMode ?? StepRequestFactory.NoNetwork, cancellationToken) is { } why)
            {
                return Failures.Failed(
                    "ChannelPackageMissing",
                    redact($"{step.Channel} is a package of its own in OpenClaw {rendered.Release}, and {package} could not be installed. {why} The bot is not started without it; it is tried again."),
                    condition: ConditionType.ChannelsReady,
                    atLeast: RetryWait);
            }

            packages.Put(bot.Id, package, imageId);
        }

        return null;
    }

    private async Task<string?> InstallAsync(OneShotStep step, DesiredBot bot, RenderedBot rendered, string imageId, string network, CancellationToken cancellationToken)
    {
        var sources = new Dictionary<MountPurpose, string> { [MountPurpose.State] = data.Home(bot.Id) };
        var request = StepRequestFactory.Build(step, bot, rendered, imageId, directories.UidOf(bot), sources, network);
        try
        {
            var result = await oneShots.RunAsync(Purpose, request, step.Deadline, cancellationToken);
            return result.ExitCode == 0 ? null : CheckJudge.Judge(step.Kind, result.ExitCode, result.Output).Message;
        }
        catch (TimeoutException late)
        {
            return late.Message;
        }
        catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) is not (FailureKind.EngineDown or FailureKind.Lost))
        {
            return exception.Message.Trim();
        }
    }

    [LoggerMessage(5771, LogLevel.Information, "Installing {Package} into the state of bot {BotId}")]
    private partial void Installs(string package, string botId);
}
