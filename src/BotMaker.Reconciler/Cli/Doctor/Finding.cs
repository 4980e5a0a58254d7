namespace BotMaker.Reconciler.Cli.Doctor;

/// <param name="Check">What was looked at: <c>engine</c>, <c>directories</c>, ...</param>
/// <param name="Verdict"><c>ok</c>, <c>note</c> (worth knowing) or <c>problem</c>.</param>
/// <param name="Message">What was found, and for a problem what to do.</param>
internal sealed record Finding(string Check, string Verdict, string Message)
{
    public bool IsProblem => Verdict is "problem";

    public static Finding Ok(string check, string message) => new(check, "ok", message);

    public static Finding Note(string check, string message) => new(check, "note", message);

    public static Finding Problem(string check, string message) => new(check, "problem", message);
}
