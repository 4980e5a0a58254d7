using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

/// <summary>Collects a channel's settings, grouped by shape so that a definition reads as a table.</summary>
internal sealed class SettingTable
{
    private readonly Dictionary<string, ChannelSetting> _settings = new(StringComparer.Ordinal);

    public SettingTable Of(SettingShapes shapes, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _settings.Add(name, new ChannelSetting(name, shapes, [], IsRequired: false));
        return this;
    }

    public SettingTable Choice(string name, params ReadOnlySpan<string> values)
    {
        _settings.Add(name, new ChannelSetting(name, SettingShapes.Text, ValueList.Create(values), IsRequired: false));
        return this;
    }

    public SettingTable Required(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _settings[name] = _settings[name] with { IsRequired = true };
        return this;
    }

    public ValueMap<ChannelSetting> ToMap() => _settings.ToValueMap();
}
