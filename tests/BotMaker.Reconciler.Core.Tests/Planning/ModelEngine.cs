using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>
/// An engine and an executor in a few lines: carries out actions on a scene, refuses what the real ones would, and can die between any two steps,
/// also between the journal, the create and the note of the create's answer.
/// </summary>
/// <param name="start">What is there.</param>
/// <param name="newOnes">How containers behave that are made from now on.</param>
internal sealed class ModelEngine(Scene start, NewContainer newOnes = NewContainer.BecomesReady)
{
    private readonly Dictionary<int, string> _saved = [];
    private DateTimeOffset _clock = start.Clock;
    private readonly DesiredBot? _bot = start.Bot;
    private readonly List<ObservedContainer> _containers = [.. start.Containers];
    private string? _created;
    private bool _isForgotten;

    /// <summary>The same engine and disk, with another manifest.</summary>
    public ModelEngine(Scene start, ModelEngine before)
        : this(start)
    {
        StateImage = before.StateImage;
        foreach (var (snapshot, image) in before._saved) _saved[snapshot] = image;
    }

    public BotRecord Record { get; private set; } = start.Record;

    public RolloutRecord? Rollout { get; private set; } = start.Rollout;

    /// <summary>The image that wrote the bot's state last: an older one must never be started on it.</summary>
    public string StateImage { get; private set; } = start.Containers.FirstOrDefault(c => c.Phase != ContainerPhase.Created)?.Image ?? "";

    /// <summary>Reasons why a step would have harmed; empty is the only good value.</summary>
    public List<string> Violations { get; } = [];

    public Scene Now => start with
    {
        Bot = _isForgotten ? null : start.Bot,
        Containers = _containers.ToValueList(),
        Record = Record,
        Rollout = Rollout,
        Clock = _clock,
    };

    /// <summary>Carries out a plan up to a number of steps; a create is three of them.</summary>
    /// <returns>The steps that are left over; more than 0 when all was carried out.</returns>
    public int Apply(BotPlan plan, int steps = int.MaxValue)
    {
        _created = null;
        foreach (var action in plan.Actions)
        {
            if (action is BotAction.CreateContainer create)
            {
                if (--steps < 0) return 0;
                Journal(create);
                if (--steps < 0) return 0;
                Create(create);
                if (--steps < 0) return 0;
                Note(create);
                continue;
            }

            if (--steps < 0) return 0;
            Do(action);
        }

        return steps;
    }

    /// <summary>Time passes: what is being removed is gone, what the engine restarts runs.</summary>
    public void LetTimePass()
    {
        _clock += TimeSpan.FromMinutes(1);
        _containers.RemoveAll(c => c.Phase == ContainerPhase.Removing);
        for (var i = 0; i < _containers.Count; i++)
        {
            if (_containers[i].Phase is ContainerPhase.Restarting or ContainerPhase.Unknown) _containers[i] = _containers[i] with { Phase = ContainerPhase.Running, ExitCode = null, Health = ContainerHealthState.Healthy };
        }
    }

    private void Do(BotAction action)
    {
        switch (action)
        {
            case BotAction.CheckDisk or BotAction.EnsureImage:
                break;
            case BotAction.WriteRollout write:
                Write(write.Journal);
                break;
            case BotAction.GiveUpRollout give:
                Write(give.Journal);
                break;
            case BotAction.EndRollout:
                Rollout = null;
                break;
            case BotAction.SaveState save:
                Require(Running(except: "").Count == 0, "state was saved while the bot may run");
                Require(Rollout is { Phase: RolloutPhase.Replacing }, "state was saved without a journal");
                _saved[save.Snapshot] = StateImage;
                break;
            case BotAction.RestoreState restore:
                Require(Running(except: "").Count == 0, "state was put back while the bot may run");
                Require(_saved.ContainsKey(restore.Snapshot), "state was put back that was never saved");
                StateImage = _saved[restore.Snapshot];
                break;
            case BotAction.StartContainer start:
                StartOne(start.ContainerId ?? _created!, start);
                break;
            case BotAction.StopContainer stop:
                Change(stop.ContainerId, c => c.MayRun ? c with { Phase = ContainerPhase.Exited, ExitCode = c.Phase == ContainerPhase.Restarting ? c.ExitCode : 143, FinishedAt = _clock } : c);
                if (stop.Reason == ActionReason.RunStateStopped) Mark(stop.Attempt, stopped: true);
                break;
            case BotAction.UnpauseContainer unpause:
                Require(Running(unpause.ContainerId).Count == 0, "unpaused while another may run");
                Change(unpause.ContainerId, c => c with { Phase = ContainerPhase.Running });
                break;
            case BotAction.RenameContainer rename:
                Require(!_containers.Exists(c => string.Equals(c.Name, rename.Name, StringComparison.Ordinal)), "renamed to a name that is taken");
                Change(rename.ContainerId, c => c with { Name = rename.Name });
                break;
            case BotAction.UpdateContainer update:
                Change(update.ContainerId, c => c with { Limits = update.Limits });
                break;
            case BotAction.RemoveContainer remove:
                Remove(remove);
                break;
            case BotAction.ForgetBot:
                Rollout = null;
                (Record, _isForgotten) = (BotRecord.Empty, true);
                break;
            case BotAction.RetireBot retire:
                Record = Record with { Retired = new Retirement(retire.Policy, Scene.Now) };
                break;
            default:
                throw new InvalidOperationException($"No such action: {action}.");
        }
    }

    private void Journal(BotAction.CreateContainer create)
    {
        Require(create.Attempt > Record.LastAttempt && Record.Find(create.Attempt) is null, "an attempt's number was used twice");
        var attempt = new AttemptRecord { Number = create.Attempt, SpecHash = create.SpecHash, Fields = SpecFields.Flatten(_bot!), DecidedAt = Scene.Now };
        Record = Record with { LastAttempt = create.Attempt, Attempts = [.. Record.Attempts, attempt] };
    }

    private void Create(BotAction.CreateContainer create)
    {
        Require(string.Equals(create.SpecHash, SpecHasher.Hash(_bot!).Value, StringComparison.Ordinal), "created of another spec than the desired one");
        var made = Scene.Container(_bot!, create.Attempt, ContainerPhase.Created) with { Id = $"new{create.Attempt}" };
        if (create.IsOnTrial) made = made with { Limits = made.Limits! with { RestartPolicy = EngineRestartPolicy.No } };
        Require(!_containers.Exists(c => string.Equals(c.Name, made.Name, StringComparison.Ordinal)), "created with a name that is taken");
        _created = made.Id;
        _containers.Add(made);
    }

    private void Note(BotAction.CreateContainer create) => Change(Record, create.Attempt, a => a with { ContainerId = _created });

    private void StartOne(string id, BotAction.StartContainer start)
    {
        Require(Running(id).Count == 0, "started while another may run");
        Require(start.MustNotRun.Order(StringComparer.Ordinal).SequenceEqual(Ours(id), StringComparer.Ordinal), "a container of the bot is missing in what must not run");
        var image = Find(id)?.Image ?? "";
        Require(string.CompareOrdinal(StateImage, image) <= 0, $"{image} was started on the state of {StateImage}");
        StateImage = image;
        Change(id, Started);
        Mark(start.Attempt, stopped: false);
    }

    private ObservedContainer Started(ObservedContainer container)
    {
        var now = container with { Phase = ContainerPhase.Running, ExitCode = null, StartedAt = _clock, Health = ContainerHealthState.Healthy };
        return container.Id.StartsWith("new", StringComparison.Ordinal) ? newOnes switch
        {
            NewContainer.NeverBecomesReady => now with { Health = ContainerHealthState.Starting },
            NewContainer.EndsAtOnce => now with { Phase = ContainerPhase.Exited, ExitCode = 1, FinishedAt = _clock },
            _ => now,
        } : now;
    }

    private void Write(RolloutRecord journal)
    {
        var isNewPhase = Rollout is not { } before || before.Phase != journal.Phase || before.Attempt != journal.Attempt;
        Rollout = isNewPhase ? journal with { Since = _clock } : journal;
    }

    private void Remove(BotAction.RemoveContainer remove)
    {
        var container = Find(remove.ContainerId);
        if (container is null) return;
        Require(!container.MayRun, "removed while it may run");
        Require(remove.Force == (container.Phase == ContainerPhase.Dead), "force is for dead ones");
        RequireOurs(container);
        _containers.Remove(container);
        Record = Record with { Attempts = Record.Attempts.Where(a => a.Number != remove.Attempt).ToValueList() };
    }

    private void Change(string id, Func<ObservedContainer, ObservedContainer> change)
    {
        var container = Find(id);
        if (container is null) return;
        RequireOurs(container);
        _containers[_containers.IndexOf(container)] = change(container);
    }

    private void Mark(int attempt, bool stopped) => Change(Record, attempt, a => a with { StoppedByUs = stopped });

    private void Change(BotRecord record, int attempt, Func<AttemptRecord, AttemptRecord> change) =>
        Record = record with { Attempts = record.Attempts.Select(a => a.Number == attempt ? change(a) : a).ToValueList() };

    private ObservedContainer? Find(string id) => _containers.Find(c => string.Equals(c.Id, id, StringComparison.Ordinal));

    private List<ObservedContainer> Running(string except) =>
        _containers.FindAll(c => c.MayRun && c.Ownership != ContainerOwnership.OtherInstance && !string.Equals(c.Id, except, StringComparison.Ordinal));

    /// <summary>As far as they were there when the plan was made: removals come after the start.</summary>
    private IEnumerable<string> Ours(string except) => _containers
        .Where(c => c.IsOurs && !string.Equals(c.Id, except, StringComparison.Ordinal))
        .Select(c => c.Id)
        .Order(StringComparer.Ordinal);

    private void RequireOurs(ObservedContainer container) =>
        Require(OwnershipJudge.Judge(Now.Observed, Record).Single(c => string.Equals(c.Id, container.Id, StringComparison.Ordinal)).IsOurs, $"touched {container.Id}, which is not ours");

    private void Require(bool holds, string violation)
    {
        if (!holds) Violations.Add(violation);
    }
}
