namespace BotMaker.DockerEngine.Containers;

/// <param name="Name"><c>no</c>, <c>on-failure</c>, <c>unless-stopped</c> or <c>always</c>; an inspection may say empty for <c>no</c>.</param>
/// <param name="MaximumRetryCount">Only for <c>on-failure</c>; 0 is without limit.</param>
public sealed record RestartPolicy(string Name, int MaximumRetryCount = 0);
