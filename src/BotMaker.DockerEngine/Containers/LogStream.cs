namespace BotMaker.DockerEngine.Containers;

public enum LogStream
{
    Stdout,
    Stderr,
}
