namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Words for an action: what would be done, and why.</summary>
public static class ActionText
{
    public static string Of(BotAction action) => $"{Deed(action)} ({action.Reason})";

    private static string Deed(BotAction action) => action switch
    {
        BotAction.EnsureImage => "make the image present",
        BotAction.CreateContainer create => $"create container {create.Attempt}",
        BotAction.StartContainer start => $"start container {start.Attempt}",
        BotAction.StopContainer stop => $"stop container {stop.Attempt}",
        BotAction.UnpauseContainer unpause => $"unpause container {unpause.Attempt}",
        BotAction.RenameContainer rename => $"rename container {rename.Attempt} to {rename.Name}",
        BotAction.UpdateContainer update => $"set the limits of container {update.Attempt}",
        BotAction.RemoveContainer remove => $"remove container {remove.Attempt}",
        BotAction.ForgetBot => "forget the bot",
        _ => action.GetType().Name,
    };
}
