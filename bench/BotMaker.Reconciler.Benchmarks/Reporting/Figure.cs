namespace BotMaker.Reconciler.Benchmarks.Reporting;

/// <summary>One row of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">With its unit.</param>
internal sealed record Figure(string What, string Measured)
{
    /// <summary>What the engine itself needs for the same, measured in the same run.</summary>
    public string Floor { get; init; } = "";

    /// <summary>Measured to floor.</summary>
    public double? Ratio { get; init; }

    /// <summary>What the product promises.</summary>
    public string Promise { get; init; } = "";

    /// <summary>Null: nothing is promised, or it could not be measured.</summary>
    public bool? Holds { get; init; }
}
