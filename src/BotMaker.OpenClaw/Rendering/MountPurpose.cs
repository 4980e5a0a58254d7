namespace BotMaker.OpenClaw.Rendering;

public enum MountPurpose
{
    State,
    Configuration,
    Secrets,
}
