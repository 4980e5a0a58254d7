namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>An error of the API (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says the kind.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">For people: what, where, what next.</param>
/// <param name="Instance">The path that was asked for.</param>
public sealed record ProblemDocument(string Type, string Title, int Status, string Detail, string Instance);
