namespace BotMaker.OpenClaw.Checks;

/// <summary>How a check of the release ended.</summary>
public enum CheckResult
{
    Passed,

    /// <summary>Passed, with something that a person should know.</summary>
    Warned,

    /// <summary>The release says that it cannot work so.</summary>
    Failed,

    /// <summary>It did not come to a verdict: says nothing about the bot.</summary>
    NotRun,
}
