using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests;

/// <summary>
/// What is wanted, seen and remembered of one bot. <see cref="Converged"/> is the pair for which nothing is to be done; a test changes one thing of it.
/// </summary>
public sealed record Scene
{
    public const string Prefix = "botmaker";

    public static readonly BotId Id = BotId.Parse("support-bot");
    public static readonly DateTimeOffset Now = new(2026, 9, 6, 12, 0, 0, TimeSpan.Zero);
    public static readonly SourceState Healthy = new(Available: true, Synced: true);

    public DesiredPresence Presence { get; init; } = DesiredPresence.Present;

    public DesiredBot? Bot { get; init; } = NewBot();

    public SourceState Source { get; init; } = Healthy;

    public ValueList<ObservedContainer> Containers { get; init; }

    public BotRecord Record { get; init; } = BotRecord.Empty;

    public RestartHistory Restarts { get; init; } = RestartHistory.Empty;

    public RolloutRecord? Rollout { get; init; }

    public DateTimeOffset Clock { get; init; } = Now;

    /// <summary>The engine has been there since.</summary>
    public DateTimeOffset WatchedSince { get; init; } = DateTimeOffset.MinValue;

    /// <summary>By default the grace of an absent bot is over.</summary>
    public RemovalVerdict? Removal { get; init; } = new(Now - TimeSpan.FromMinutes(1), Now);

    public bool IsRestoreWanted { get; init; }

    public Hold? Hold { get; init; }

    public Hold? Freeze { get; init; }

    public DesiredFiles? Files { get; init; }

    public BotIntent Intent => new() { Id = Id, Presence = Presence, Bot = Bot };

    public ObservedBot Observed => new(Id, Containers, Now);

    public PlanInput Input => new()
    {
        Intent = Intent,
        Source = Source,
        Observed = Observed,
        Record = Record,
        Restarts = Restarts,
        Hold = Hold,
        Freeze = Freeze,
        Files = Files,
        Rollout = Rollout,
        WatchedSince = WatchedSince,
        ContainerPrefix = Prefix,
        Removal = Removal,
        IsRestoreWanted = IsRestoreWanted,
        Now = Clock,
    };

    /// <summary>One container of the desired spec runs and is healthy.</summary>
    public static Scene Converged { get; } = Running(NewBot());

    /// <summary>A valid manifest, and nothing on the engine.</summary>
    public static Scene Empty { get; } = new();

    public static DesiredBot NewBot(Func<BotSpec, BotSpec>? change = null)
    {
        var spec = new BotSpec { Image = new ImageSpec { Reference = "ghcr.io/openclaw/openclaw:2026.9.6" } };
        return new DesiredBot { Id = Id, Spec = change is null ? spec : change(spec), Source = new Provenance { File = "support-bot.yaml" } };
    }

    public static Scene Running(DesiredBot bot) => new Scene { Bot = bot }.With(bot, attempt: 1);

    /// <summary>A recorded container made of a spec.</summary>
    public Scene With(DesiredBot bot, int attempt, ContainerPhase phase = ContainerPhase.Running, Func<ObservedContainer, ObservedContainer>? change = null)
    {
        var container = Container(bot, attempt, phase);
        var recorded = new AttemptRecord
        {
            Number = attempt,
            SpecHash = container.SpecHash!,
            ContainerId = container.Id,
            ImageId = container.ImageId,
            Fields = SpecFields.Flatten(bot),
            DecidedAt = Now,
        };
        return this with
        {
            Containers = [.. Containers, change is null ? container : change(container)],
            Record = Record with { LastAttempt = Math.Max(Record.LastAttempt, attempt), Attempts = [.. Record.Attempts, recorded] },
        };
    }

    /// <summary>A container that no record knows.</summary>
    public Scene WithStranger(ContainerOwnership ownership, ContainerPhase phase = ContainerPhase.Running) => this with
    {
        Containers = [.. Containers, Container(NewBot(), 7, phase) with { Id = "stranger", Name = "stranger", Ownership = ownership }],
    };

    public Scene WithSpec(Func<BotSpec, BotSpec> change) => this with { Bot = Bot! with { Spec = change(Bot.Spec) } };

    public Scene WithContainer(Func<ObservedContainer, ObservedContainer> change) => this with { Containers = Containers.Select(change).ToValueList() };

    public Scene WithRecorded(Func<AttemptRecord, AttemptRecord> change) => this with { Record = Record with { Attempts = Record.Attempts.Select(change).ToValueList() } };

    public BotPlan Plan() => Planner.Plan(Input);

    public IReadOnlyList<string> Actions() => Words(Plan());

    public static IReadOnlyList<string> Words(BotPlan plan) => [.. plan.Actions.Select(Word)];

    public static ObservedContainer Container(DesiredBot bot, int attempt, ContainerPhase phase = ContainerPhase.Running) => new()
    {
        Id = $"c{attempt}",
        Name = ContainerNames.Of(Prefix, Id, attempt),
        Ownership = ContainerOwnership.Ours,
        Phase = phase,
        Attempt = attempt,
        SpecHash = SpecHasher.Hash(bot).Value,
        Image = bot.Spec.Image.Reference,
        ImageId = "sha256:1111",
        Health = phase == ContainerPhase.Running ? ContainerHealthState.Healthy : ContainerHealthState.None,
        ExitCode = phase is ContainerPhase.Exited or ContainerPhase.Restarting ? 1 : null,
        StartedAt = phase == ContainerPhase.Created ? null : Now,
        Limits = DesiredLimits.Of(bot.Spec),
    };

    private static string Word(BotAction action) => action switch
    {
        BotAction.EnsureImage => "ensure image",
        BotAction.CreateContainer a => $"create {a.Attempt}",
        BotAction.StartContainer a => $"start {a.ContainerId ?? $"new {a.Attempt}"}{(a.MustNotRun.Count == 0 ? "" : $" after {string.Join(",", a.MustNotRun)}")}",
        BotAction.StopContainer a => $"stop {a.ContainerId}",
        BotAction.UnpauseContainer a => $"unpause {a.ContainerId}",
        BotAction.RenameContainer a => $"rename {a.ContainerId} {a.Name}",
        BotAction.UpdateContainer a => $"update {a.ContainerId}",
        BotAction.WriteFiles a => $"write {a.ContainerId} {a.Class.ToString().ToLowerInvariant()}",
        BotAction.RemoveContainer a => $"remove {a.ContainerId}{(a.Force ? " by force" : "")}",
        BotAction.CheckDisk => "check disk",
        BotAction.WriteRollout a => $"write {a.Journal.Phase} {a.Journal.Attempt}{(a.Journal.ReadySince is null ? "" : " ready")}",
        BotAction.SaveState a => $"save {a.Snapshot}",
        BotAction.RestoreState a => $"restore {a.Snapshot}",
        BotAction.GiveUpRollout a => $"give up {a.ContainerId}: {a.Journal.Failure!.Reason}",
        BotAction.EndRollout a => a.IsProven ? "end, proven" : "end",
        BotAction.ForgetBot => "forget",
        BotAction.RetireBot a => $"retire {a.Policy}",
        BotAction.RestoreBot => "restore",
        _ => throw new InvalidOperationException($"No word for {action}."),
    };
}
