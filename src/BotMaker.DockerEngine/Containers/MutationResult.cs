namespace BotMaker.DockerEngine.Containers;

public enum MutationResult
{
    Done,

    /// <summary>304: nothing had to be done.</summary>
    AlreadySo,
}
