using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Channels;

/// <summary>A setting of a channel that is neither a credential nor one of the fields every channel shares.</summary>
/// <param name="Name">As in OpenClaw's configuration.</param>
/// <param name="Shapes">What its value may be.</param>
/// <param name="Values">Allowed texts; empty when any text will do.</param>
/// <param name="IsRequired">Without it the channel cannot work; an account may take it from its channel.</param>
public sealed record ChannelSetting(string Name, SettingShapes Shapes, ValueList<string> Values, bool IsRequired)
{
    public bool Accepts(DataNode value) => value switch
    {
        DataNode.Text text => Shapes.HasFlag(SettingShapes.Text) && (Values.Count == 0 || Values.Contains(text.Value, StringComparer.Ordinal)),
        DataNode.Number => Shapes.HasFlag(SettingShapes.Number),
        DataNode.Flag => Shapes.HasFlag(SettingShapes.Flag),
        DataNode.Sequence => Shapes.HasFlag(SettingShapes.List),
        DataNode.Map => Shapes.HasFlag(SettingShapes.Map),
        _ => false,
    };

    /// <summary>For a message: <c>text</c>, <c>one of socket, http</c>, <c>true/false or text</c>.</summary>
    public string Describe()
    {
        if (Values.Count > 0) return $"one of {string.Join(", ", Values)}";
        List<string> names = [];
        if (Shapes.HasFlag(SettingShapes.Flag)) names.Add("true/false");
        if (Shapes.HasFlag(SettingShapes.Number)) names.Add("a number");
        if (Shapes.HasFlag(SettingShapes.Text)) names.Add("text");
        if (Shapes.HasFlag(SettingShapes.List)) names.Add("a list");
        if (Shapes.HasFlag(SettingShapes.Map)) names.Add("a map");
        return string.Join(" or ", names);
    }
}
