using System.CommandLine;
using BotMaker.Reconciler.Hosting.Settings;

namespace BotMaker.Reconciler.Cli;

/// <summary>The flags that set keys of the configuration, made from the table of keys.</summary>
internal sealed class SettingFlags
{
    private readonly List<(Setting Setting, Option<string?> Option)> _flags = [];
    private readonly Option<string?> _file = new("--config") { Description = $"Configuration file, YAML (default: {SettingLayers.DefaultFile}, if it exists)", HelpName = "FILE" };

    /// <param name="names">Those to offer; null for all.</param>
    public SettingFlags(params string[] names)
    {
        foreach (var setting in SettingTable.All)
        {
            if (setting.Flag is not { } flag || (names.Length > 0 && !names.Contains(flag, StringComparer.Ordinal))) continue;
            var standard = setting.Default.Length > 0 ? $" (default: {setting.Default})" : "";
            _flags.Add((setting, new Option<string?>(flag) { Description = $"{char.ToUpperInvariant(setting.Meaning[0])}{setting.Meaning[1..]}{standard}", HelpName = "VALUE" }));
        }
    }

    public IEnumerable<Option> Options => [.. _flags.Select(flag => flag.Option), _file];

    public bool AnyGiven(ParseResult parsed) => _flags.Exists(flag => parsed.GetValue(flag.Option) is not null);

    /// <exception cref="ConfigurationException">With every problem.</exception>
    public LoadedSettings Load(ParseResult parsed, Terminal terminal)
    {
        Dictionary<string, SettingValue> given = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (setting, option) in _flags)
        {
            if (parsed.GetValue(option) is { } text) given[setting.Key] = new SettingValue(text, $"flag {setting.Flag}");
        }

        return new SettingLayers(given, terminal.Environment, parsed.GetValue(_file)).Load();
    }
}
