namespace BotMaker.Reconciler.Core.Planning;

/// <param name="Reason">A constant in Pascal case: <c>SecretsMissing</c>, <c>SecretRefused</c>, <c>CredentialInvalid</c>.</param>
/// <param name="Message">For people: which field, which secret, what is wrong, what to do. Never a part of a value.</param>
public sealed record SecretProblem(string Reason, string Message);
