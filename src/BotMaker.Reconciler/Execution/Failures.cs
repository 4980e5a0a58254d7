using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Execution;

/// <summary>Failed engine calls in words for people, and how long to leave them.</summary>
internal static class Failures
{
    /// <summary>A taken port is freed by a person or by another bot's end.</summary>
    public static readonly TimeSpan PortWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <param name="what">For example <c>start container 1f2e3d4c5b6a</c>.</param>
    /// <param name="exception">What the engine said.</param>
    /// <param name="reason">Of the condition, where the kind has none of its own.</param>
    public static ActionOutcome Outcome(string what, DockerEngineException exception, string reason)
    {
        var kind = FailureClassifier.Classify(exception);
        var message = $"Could not {what}: {exception.Message.Trim()}";
        return kind switch
        {
            FailureKind.EngineDown => throw new DockerEngineException(exception.Kind, exception.Operation, exception.Message, exception.StatusCode, exception),
            FailureKind.Missing => new ActionOutcome.LookAgain(TimeSpan.Zero, message),
            FailureKind.Busy or FailureKind.Lost => new ActionOutcome.LookAgain(Soon, message),
            FailureKind.Invalid => Failed(reason, $"{message}. It stays so until the manifest changes.", isTerminal: true),
            FailureKind.PortTaken => Failed("PortTaken", $"{message}. Free the port, or choose another one in spec.gateway.publish.", atLeast: PortWait),
            FailureKind.ImageMissing => Failed("ImageMissing", message, condition: ConditionType.ImageReady),
            FailureKind.PullFailed => Failed("ImagePullFailed", message, condition: ConditionType.ImageReady),
            _ => Failed(reason, message),
        };
    }

    public static ActionOutcome.Failed Failed(string reason, string message, bool isTerminal = false, ConditionType? condition = null, TimeSpan? atLeast = null) =>
        new(new ReconcileFailure(reason, message, isTerminal, condition), atLeast);

    public static string Short(string id) => id.Length <= 12 ? id : id[..12];
}
