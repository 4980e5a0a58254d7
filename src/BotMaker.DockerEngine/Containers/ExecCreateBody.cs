namespace BotMaker.DockerEngine.Containers;

internal sealed record ExecCreateBody(IReadOnlyList<string> Cmd, string? User, IReadOnlyList<string>? Env)
{
    public bool AttachStdout => true;

    public bool AttachStderr => true;
}
