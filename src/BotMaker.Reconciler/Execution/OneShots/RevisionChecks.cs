using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Errors;
using BotMaker.OpenClaw.Checks;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Execution.OneShots;

/// <summary>
/// Lets the release itself look at a new revision before the running bot is touched: its own checks, in containers of the new image, user,
/// configuration and secrets, with a state that is thrown away and without a network. What was judged once is not run again.
/// </summary>
internal sealed partial class RevisionChecks(
    IContainerEngine engine,
    OneShotRunner oneShots,
    AttemptFiles files,
    BotDirectories directories,
    FindingsBoard findings,
    Func<string, string> redact,
    int maxConcurrent,
    ILogger<RevisionChecks> logger) : IDisposable
{
    private const string Purpose = "check";

    /// <summary>Attempts are counted from 1: in the place of this number lie the files of a check, as long as it goes on.</summary>
    private const int OfNoContainer = 0;

    private const int MostVerdicts = 2000;
    private static readonly TimeSpan RetryWait = TimeSpan.FromSeconds(30);

    private readonly ILogger<RevisionChecks> _logger = logger;
    private readonly ConcurrentDictionary<string, Finding> _judged = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(maxConcurrent);

    /// <param name="context">The bot, with its image.</param>
    /// <param name="rendered">The new revision.</param>
    /// <param name="secrets">Its values.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    /// <returns>Null: the release accepts it, or has no checks of its own.</returns>
    public async Task<ActionOutcome.Failed?> CheckAsync(ActionContext context, RenderedBot rendered, BotSecrets secrets, CancellationToken cancellationToken)
    {
        // An image in memory holds no program that could be asked.
        if (engine.Endpoint.StartsWith("memory:", StringComparison.Ordinal)) return null;
        var steps = rendered.Steps.Where(step => step.Kind is OneShotKind.ValidateConfiguration or OneShotKind.AuditSecrets).ToList();
        if (steps.Count == 0) return null;
        var imageId = context.ImageId ?? throw new InvalidOperationException("The image is decided on before a revision is checked.");

        var key = KeyOf(imageId, rendered, secrets.Digest);
        if (!_judged.TryGetValue(key, out var finding))
        {
            finding = await RunAsync(steps, context, rendered, imageId, secrets.Values, cancellationToken);
            if (finding.Status != ConditionStatus.Unknown) Remember(key, finding);
        }

        findings.Update(context.Id, before => before with { Checks = finding });
        return finding.Status switch
        {
            ConditionStatus.True => null,
            ConditionStatus.False => Failures.Failed(finding.Reason, finding.Message, isTerminal: true, ConditionType.ChecksPassed),
            _ => Failures.Failed(finding.Reason, finding.Message, atLeast: RetryWait),
        };
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Finding> RunAsync(
        List<OneShotStep> steps,
        ActionContext context,
        RenderedBot rendered,
        string imageId,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Write(context.Bot, rendered, values) is { } notWritten) return notWritten;
            List<string> warnings = [];
            foreach (var step in steps)
            {
                var verdict = await JudgeAsync(step, context, rendered, imageId, cancellationToken);
                var message = redact($"{verdict.Message} ({string.Join(' ', step.Command.TakeLast(4))})");
                if (verdict.Result == CheckResult.Failed) return new(ConditionStatus.False, verdict.Reason, $"{message} The running bot was not touched; put the manifest or its secrets right.");
                if (verdict.Result == CheckResult.NotRun) return new(ConditionStatus.Unknown, verdict.Reason, $"{message} The running bot was not touched; it is tried again.");
                if (verdict.Result == CheckResult.Warned) warnings.Add(message);
            }

            return warnings.Count > 0
                ? new(ConditionStatus.True, "Warnings", string.Join('\n', warnings))
                : new(ConditionStatus.True, "Passed", $"OpenClaw {rendered.Release} accepts the configuration and reads its secrets.");
        }
        finally
        {
            directories.ForgetAttempt(context.Id, OfNoContainer);
            _gate.Release();
        }
    }

    private Finding? Write(DesiredBot bot, RenderedBot rendered, IReadOnlyDictionary<string, string> values) =>
        files.Write(bot, OfNoContainer, rendered, values) is ActionOutcome.Failed { Failure: var failure } ? new(ConditionStatus.Unknown, failure.Reason, failure.Message) : null;

    private async Task<CheckVerdict> JudgeAsync(OneShotStep step, ActionContext context, RenderedBot rendered, string imageId, CancellationToken cancellationToken)
    {
        var request = StepRequestFactory.Build(step, context.Bot, rendered, imageId, directories.UidOf(context.Bot), files.Sources(context.Bot, OfNoContainer, rendered));
        try
        {
            var result = await oneShots.RunAsync(Purpose, request, step.Deadline, cancellationToken);
            var verdict = CheckJudge.Judge(step.Kind, result.ExitCode, result.Output);
            Judged(step.Kind, verdict.Result);
            return verdict;
        }
        catch (TimeoutException late)
        {
            return new(CheckResult.NotRun, "CheckLate", late.Message);
        }
        catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) is not (FailureKind.EngineDown or FailureKind.Lost))
        {
            return new(CheckResult.NotRun, "CheckNotRun", $"The check could not be run: {exception.Message.Trim()}");
        }
    }

    private void Remember(string key, Finding finding)
    {
        if (_judged.Count >= MostVerdicts) _judged.Clear();
        _judged[key] = finding;
    }

    private static string KeyOf(string imageId, RenderedBot rendered, string? secretDigest)
    {
        var text = new StringBuilder(imageId).Append('\n').Append(secretDigest).Append('\n');
        foreach (var file in rendered.Files) text.Append(file.Name).Append('\n').Append(file.Content).Append('\n');
        foreach (var (name, value) in rendered.Environment) text.Append(name).Append('=').Append(value).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    [LoggerMessage(5761, LogLevel.Information, "Check {Kind} of the new revision: {Result}")]
    private partial void Judged(OneShotKind kind, CheckResult result);
}
