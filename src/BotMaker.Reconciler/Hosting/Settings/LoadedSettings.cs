using System.Text;

namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>What is in force, and where each value came from.</summary>
internal sealed class LoadedSettings(DaemonOptions options, IReadOnlyList<(Setting Setting, SettingValue Value)> values)
{
    public const string DefaultSource = "default";

    public DaemonOptions Options { get; } = options;

    /// <summary>Keys that somebody set although nothing in this version acts on them.</summary>
    public IEnumerable<(string Key, string Source)> SetButReserved =>
        from entry in values
        where entry.Setting.IsReserved && entry.Value.Source is not DefaultSource
        select (entry.Setting.Key, entry.Value.Source);

    /// <summary>A configuration file that would give the same, with the source of each value as a comment.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        foreach (var section in values.GroupBy(entry => entry.Setting.Key.Split(':')[0], StringComparer.Ordinal))
        {
            text.Append(section.Key).Append(":\n");
            foreach (var (setting, value) in section)
            {
                var line = $"  {setting.Key[(section.Key.Length + 1)..]}: {Quote(value.Text)}";
                text.Append(line.PadRight(48)).Append(" # ").Append(value.Source);
                if (setting.IsReserved) text.Append("; without effect in this version");
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
