namespace BotMaker.Reconciler.Execution;

/// <summary>A secret's value, or why there is none. Exactly one of the two is there. Shown as text it holds no value.</summary>
public sealed class SecretAnswer
{
    private SecretAnswer(string? value, string? problem, bool isRefused = false) => (Value, Problem, IsRefused) = (value, problem, isRefused);

    public string? Value { get; }

    /// <summary>For people: where it was looked for, what is wrong, what to do.</summary>
    public string? Problem { get; }

    /// <summary>It is there and must not be used.</summary>
    public bool IsRefused { get; }

    public static SecretAnswer Of(string value) => new(value, problem: null);

    public static SecretAnswer None(string problem) => new(value: null, problem);

    public static SecretAnswer Refused(string problem) => new(value: null, problem, isRefused: true);

    public override string ToString() => Problem ?? "(secret)";
}
