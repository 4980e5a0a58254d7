namespace BotMaker.OpenClaw.Releases;

/// <summary>Which keys a release understands.</summary>
public enum Dialect
{
    /// <summary>2026.1.29 until secret references came with 2026.2.26. Measured on 2026.1.30.</summary>
    January2026,

    /// <summary>From 2026.2.26. Measured on 2026.9.6.</summary>
    Current,
}
