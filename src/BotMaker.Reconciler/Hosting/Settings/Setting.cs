namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>One key of the configuration.</summary>
/// <param name="Key"><c>Section:Name</c>; compared without case.</param>
/// <param name="Default">As it would be written.</param>
/// <param name="Meaning">For people, one line.</param>
/// <param name="Apply">Puts a written value into the options. Throws <see cref="FormatException"/> with what is allowed.</param>
internal sealed record Setting(string Key, string Default, string Meaning, Func<DaemonOptions, string, DaemonOptions> Apply)
{
    /// <summary>The key is part of the contract and its value is checked, but nothing in this version acts on it.</summary>
    public bool IsReserved { get; init; }

    /// <summary>The flag of <c>botmaker run</c> that sets it, where there is one.</summary>
    public string? Flag { get; init; }

    /// <summary>The environment variable that sets it.</summary>
    public string Variable => SettingLayers.EnvironmentPrefix + Key.Replace(":", "__", StringComparison.Ordinal);
}
