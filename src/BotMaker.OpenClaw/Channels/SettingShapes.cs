namespace BotMaker.OpenClaw.Channels;

/// <summary>Which kinds of value a setting takes; several may be allowed.</summary>
[Flags]
public enum SettingShapes
{
    None = 0,
    Text = 1,
    Number = 2,
    Flag = 4,
    List = 8,
    Map = 16,
}
