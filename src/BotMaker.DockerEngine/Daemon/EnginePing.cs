namespace BotMaker.DockerEngine.Daemon;

/// <param name="ApiVersion">The newest API version that the engine speaks, for example 1.41.</param>
/// <param name="NegotiatedVersion">The version that our calls use from now on: the lower of ours and the engine's.</param>
/// <param name="IsPodman">The answer carries podman's headers: some semantics differ.</param>
public sealed record EnginePing(Version ApiVersion, Version NegotiatedVersion, bool IsPodman);
