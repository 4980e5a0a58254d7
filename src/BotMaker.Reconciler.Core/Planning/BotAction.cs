using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>One step towards the desired state. A closed hierarchy; each step is idempotent and is verified by looking again.</summary>
public abstract record BotAction
{
    private BotAction(ActionReason reason) => Reason = reason;

    public ActionReason Reason { get; }

    /// <summary>Is there room for an image and for saved state? Comes before anything of a change.</summary>
    /// <param name="SavesState">The change will save the bot's state.</param>
    /// <param name="Reason">Why.</param>
    public sealed record CheckDisk(bool SavesState, ActionReason Reason) : BotAction(Reason);

    /// <summary>Make the image present: pull it as the policy says.</summary>
    public sealed record EnsureImage(ActionReason Reason) : BotAction(Reason);

    /// <summary>Write the attempt down, prepare its directories and files, and create its container, not started.</summary>
    /// <param name="Attempt">A number that was never used.</param>
    /// <param name="SpecHash">The desired spec's.</param>
    /// <param name="Reason">Why.</param>
    public sealed record CreateContainer(int Attempt, string SpecHash, ActionReason Reason) : BotAction(Reason)
    {
        /// <summary>Its restarts are ours until it is proven: the engine's policy stays off, so that each end is seen with its exit code.</summary>
        public bool IsOnTrial { get; init; }

        /// <summary>A container of the bot runs and is stopped for this one: what the release itself says against the new one must be known before.</summary>
        public bool ReplacesRunning { get; init; }
    }

    /// <param name="ContainerId">Null: the one that this plan's <see cref="CreateContainer"/> made.</param>
    /// <param name="Attempt">Its attempt.</param>
    /// <param name="MustNotRun">Full ids of the bot's other containers: seen not running before this one is started.</param>
    /// <param name="Reason">Why.</param>
    public sealed record StartContainer(string? ContainerId, int Attempt, ValueList<string> MustNotRun, ActionReason Reason) : BotAction(Reason);

    /// <param name="ContainerId">Full id.</param>
    /// <param name="Attempt">Its attempt.</param>
    /// <param name="GracePeriod">Between the stop signal and SIGKILL.</param>
    /// <param name="Reason">Why.</param>
    public sealed record StopContainer(string ContainerId, int Attempt, TimeSpan GracePeriod, ActionReason Reason) : BotAction(Reason);

    public sealed record UnpauseContainer(string ContainerId, int Attempt, ActionReason Reason) : BotAction(Reason);

    /// <param name="ContainerId">Full id.</param>
    /// <param name="Attempt">Its attempt.</param>
    /// <param name="Name">The name that it must have.</param>
    /// <param name="Reason">Why.</param>
    public sealed record RenameContainer(string ContainerId, int Attempt, string Name, ActionReason Reason) : BotAction(Reason);

    /// <param name="ContainerId">Full id.</param>
    /// <param name="Attempt">Its attempt.</param>
    /// <param name="Limits">What must be enforced.</param>
    /// <param name="Reason">Why.</param>
    public sealed record UpdateContainer(string ContainerId, int Attempt, ContainerLimits Limits, ActionReason Reason) : BotAction(Reason);

    /// <summary>
    /// Write what the bot's files should hold into the directories that its container mounts. With <see cref="ChangeClass.Live"/> the gateway is then seen
    /// to take them; with a higher class a start that follows puts them in force.
    /// </summary>
    /// <param name="ContainerId">Full id.</param>
    /// <param name="Attempt">Its attempt.</param>
    /// <param name="Class">What puts them in force.</param>
    /// <param name="Reason">Why.</param>
    public sealed record WriteFiles(string ContainerId, int Attempt, ChangeClass Class, ActionReason Reason) : BotAction(Reason);

    /// <summary>Remove a container that does not run, and forget its attempt's files.</summary>
    /// <param name="ContainerId">Full id.</param>
    /// <param name="Attempt">Its attempt.</param>
    /// <param name="Force">For what an engine crash left unstartable.</param>
    /// <param name="Reason">Why.</param>
    public sealed record RemoveContainer(string ContainerId, int Attempt, bool Force, ActionReason Reason) : BotAction(Reason);

    /// <summary>Write the journal, durably, before the step that it allows. The new container's id and image are filled in.</summary>
    public sealed record WriteRollout(RolloutRecord Journal, ActionReason Reason) : BotAction(Reason);

    /// <summary>Save the bot's state while nothing of it runs. If it cannot be saved, the change is taken back.</summary>
    /// <param name="Snapshot">Its name: the attempt that it is taken for.</param>
    /// <param name="Reason">Why.</param>
    public sealed record SaveState(int Snapshot, ActionReason Reason) : BotAction(Reason);

    /// <summary>Put saved state in the place of the bot's, while nothing of it runs.</summary>
    /// <param name="Snapshot">Its name.</param>
    /// <param name="Reason">Why.</param>
    public sealed record RestoreState(int Snapshot, ActionReason Reason) : BotAction(Reason);

    /// <summary>The new container failed: keep the tail of its log, and write down that its revision is given up.</summary>
    /// <param name="ContainerId">Full id of the new container.</param>
    /// <param name="Journal">With the failure in it, still without the log.</param>
    /// <param name="Reason">Why.</param>
    public sealed record GiveUpRollout(string ContainerId, RolloutRecord Journal, ActionReason Reason) : BotAction(Reason);

    /// <summary>The change is over: the new container is proven, or the old one is what is wanted.</summary>
    /// <param name="IsProven">False: the new revision was neither proven nor did it fail; somebody wanted something else.</param>
    /// <param name="Reason">Why.</param>
    public sealed record EndRollout(bool IsProven, ActionReason Reason) : BotAction(Reason);

    /// <summary>The bot is gone: everything that is kept of it goes to the trash.</summary>
    public sealed record ForgetBot(ActionReason Reason) : BotAction(Reason);

    /// <summary>The manifest is gone and the container is kept: write the tombstone that keeps it out of every plan.</summary>
    /// <param name="Policy">Why it is kept.</param>
    /// <param name="Reason">Why.</param>
    public sealed record RetireBot(DeletionPolicy Policy, ActionReason Reason) : BotAction(Reason);

    /// <summary>Take what is kept of the bot out of the trash; what it has now takes its place there.</summary>
    public sealed record RestoreBot(ActionReason Reason) : BotAction(Reason);
}
