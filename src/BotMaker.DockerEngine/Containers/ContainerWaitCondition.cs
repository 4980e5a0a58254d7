namespace BotMaker.DockerEngine.Containers;

public enum ContainerWaitCondition
{
    NotRunning,
    NextExit,
    Removed,
}
