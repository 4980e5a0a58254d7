using System.Collections;

namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>Where values come from, in the order of precedence: flags, environment, file, defaults.</summary>
internal sealed class SettingLayers
{
    public const string EnvironmentPrefix = "BOTMAKER__";
    public const string DefaultFile = "/etc/botmaker/botmaker.yaml";

    private readonly List<IReadOnlyDictionary<string, SettingValue>> _layers = [];
    private readonly List<string> _problems = [];

    /// <param name="flags">Key to value.</param>
    /// <param name="environment">All variables; those with another prefix are not ours.</param>
    /// <param name="file">Null: the default file, if it exists.</param>
    public SettingLayers(IReadOnlyDictionary<string, SettingValue> flags, IDictionary environment, string? file)
    {
        _layers.Add(flags);
        _layers.Add(FromEnvironment(environment));
        if (file is not null || File.Exists(DefaultFile)) _layers.Add(SettingFile.Read(file ?? DefaultFile, _problems));
    }

    /// <exception cref="ConfigurationException">With every problem.</exception>
    public LoadedSettings Load()
    {
        foreach (var layer in _layers)
        {
            foreach (var (key, value) in layer)
            {
                if (SettingTable.Find(key) is null) _problems.Add($"{value.Source}: the key '{key}' is not known.{Suggestion(key)}");
            }
        }

        var options = new DaemonOptions();
        List<(Setting Setting, SettingValue Value)> values = [];
        foreach (var setting in SettingTable.All)
        {
            var value = Find(setting) ?? new SettingValue(setting.Default, LoadedSettings.DefaultSource);
            values.Add((setting, value));
            try
            {
                options = setting.Apply(options, value.Text);
            }
            catch (FormatException problem)
            {
                _problems.Add($"{value.Source}: {setting.Key} is '{value.Text}': {problem.Message}.");
            }
        }

        if (_problems.Count == 0) CheckTogether(options);
        return _problems.Count == 0 ? new LoadedSettings(options, values) : throw new ConfigurationException(_problems);
    }

    private static Dictionary<string, SettingValue> FromEnvironment(IDictionary environment)
    {
        Dictionary<string, SettingValue> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in environment)
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            var key = name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            values[key] = new SettingValue((string?)variable.Value ?? "", $"environment variable {name}");
        }

        return values;
    }

    private static string Suggestion(string key)
    {
        var near = Manifests.Schema.Nearest.To(key, SettingTable.All.Select(setting => setting.Key));
        return near is null ? " `botmaker run --print-config` shows all keys." : $" Did you mean '{near}'?";
    }

    private SettingValue? Find(Setting setting)
    {
        foreach (var layer in _layers)
        {
            if (layer.TryGetValue(setting.Key, out var value)) return value;
        }

        return null;
    }

    private void CheckTogether(DaemonOptions options)
    {
        if (ListenAddress.Parse(options.Http.Listen) is { } address && !System.Net.IPAddress.IsLoopback(address.Address) && !options.Http.AllowRemote)
        {
            _problems.Add(
                $"{Find(SettingTable.Find("Http:Listen")!)?.Source ?? LoadedSettings.DefaultSource}: Http:Listen is '{options.Http.Listen}', which others than this host can reach. " +
                "Metrics name bots, images and files. Bind it to 127.0.0.1, or set Http:AllowRemote to true if that is meant.");
        }
    }
}
