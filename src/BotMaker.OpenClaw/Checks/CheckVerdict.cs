namespace BotMaker.OpenClaw.Checks;

/// <param name="Result">The verdict.</param>
/// <param name="Reason">A constant in Pascal case.</param>
/// <param name="Message">For people. It quotes the release, so secret values must be taken out of it before it is shown.</param>
public sealed record CheckVerdict(CheckResult Result, string Reason, string Message);
