namespace BotMaker.Reconciler.Execution;

/// <summary>A secret's value, or why there is none. Exactly one of the two is there. Shown as text it holds no value.</summary>
public sealed class SecretAnswer
{
    private SecretAnswer(string? value, string? problem) => (Value, Problem) = (value, problem);

    public string? Value { get; }

    /// <summary>For people: where it was looked for, what is wrong, what to do.</summary>
    public string? Problem { get; }

    public static SecretAnswer Of(string value) => new(value, problem: null);

    public static SecretAnswer None(string problem) => new(value: null, problem);

    public override string ToString() => Problem ?? "(secret)";
}
