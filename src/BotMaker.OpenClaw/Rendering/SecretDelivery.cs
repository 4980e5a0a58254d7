namespace BotMaker.OpenClaw.Rendering;

public enum SecretDelivery
{
    /// <summary>A file of the secrets mount, named by the secret's id; the configuration refers to it.</summary>
    File,

    /// <summary>Written into the configuration in place of its placeholder: the release has no references.</summary>
    Inline,
}
