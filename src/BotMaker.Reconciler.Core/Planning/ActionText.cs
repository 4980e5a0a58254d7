using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Words for an action: what would be done, and why.</summary>
public static class ActionText
{
    public static string Of(BotAction action) => $"{Deed(action)} ({action.Reason})";

    private static string Deed(BotAction action) => action switch
    {
        BotAction.CheckDisk => "see whether there is room",
        BotAction.EnsureImage => "make the image present",
        BotAction.CreateContainer create => $"create container {create.Attempt}",
        BotAction.StartContainer start => $"start container {start.Attempt}",
        BotAction.StopContainer stop => $"stop container {stop.Attempt}",
        BotAction.UnpauseContainer unpause => $"unpause container {unpause.Attempt}",
        BotAction.RenameContainer rename => $"rename container {rename.Attempt} to {rename.Name}",
        BotAction.UpdateContainer update => $"set the limits of container {update.Attempt}",
        BotAction.RemoveContainer remove => $"remove container {remove.Attempt}",
        BotAction.WriteRollout write => $"write down that the change to container {write.Journal.Attempt} is {PhaseText(write.Journal.Phase)}",
        BotAction.SaveState save => $"save the bot's state as snapshot {save.Snapshot}",
        BotAction.RestoreState restore => $"put back the bot's state from snapshot {restore.Snapshot}",
        BotAction.GiveUpRollout give => $"give up container {give.Journal.Attempt} and keep the tail of its log",
        BotAction.EndRollout => "close the change",
        BotAction.ForgetBot => "move what is kept of the bot to the trash",
        BotAction.RetireBot => "leave the bot to itself",
        BotAction.RestoreBot => "bring its state back from the trash",
        _ => action.GetType().Name,
    };

    private static string PhaseText(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Replacing => "begun",
        RolloutPhase.OnTrial => "on trial",
        RolloutPhase.RollingBack => "being taken back",
        RolloutPhase.RolledBack => "taken back",
        _ => "left as it failed",
    };
}
