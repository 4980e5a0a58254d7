namespace BotMaker.OpenClaw.Health;

/// <param name="Channel">As in the manifest.</param>
/// <param name="Account">Null for the channel as a whole.</param>
/// <param name="Message">For people.</param>
public sealed record ChannelProblem(string Channel, string? Account, string Message)
{
    public override string ToString() => Account is null or "default" ? $"{Channel}: {Message}" : $"{Channel} ({Account}): {Message}";
}
