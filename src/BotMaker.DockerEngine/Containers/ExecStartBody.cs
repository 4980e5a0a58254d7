namespace BotMaker.DockerEngine.Containers;

/// <summary>Attached and without a terminal: the output comes framed.</summary>
internal sealed record ExecStartBody
{
    public bool Detach => false;

    public bool Tty => false;
}
