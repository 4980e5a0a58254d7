using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>Any state of affairs that one bot can be in, likely and unlikely ones.</summary>
internal static class Worlds
{
    private static readonly DesiredBot Other = Scene.NewBot(s => s with { Env = ValueMap.Of(("TZ", "UTC")) });

    private static readonly Gen<BotSpec> Specs =
        from policy in Gen.Elements(Enum.GetValues<RestartPolicyKind>())
        from owner in Gen.Elements(Enum.GetValues<RestartOwner>())
        from cap in Gen.Frequency((3, Gen.Constant(ChangeClass.Migrate)), (1, Gen.Elements(Enum.GetValues<ChangeClass>())))
        from memory in Gen.Elements<long?>(2L << 30, 4L << 30, null)
        from stopped in Chance(4)
        from suspended in Chance(10)
        select Scene.NewBot().Spec with
        {
            Suspend = suspended,
            RunState = stopped ? RunState.Stopped : RunState.Running,
            Restart = new RestartSpec { Policy = policy, Owner = owner },
            Rollout = new RolloutSpec { MaxDisruption = cap },
            Resources = new ResourceSpec { MemoryBytes = memory },
        };

    private static readonly Gen<Func<ObservedContainer, ObservedContainer>> Damages =
        from renamed in Chance(6)
        from exitCode in Gen.Elements(0, 1, 78, 137)
        from limits in Gen.Elements(0, 0, 0, 1, 2)
        from version in Gen.Elements(0, 0, 0, 0, 1, 2)
        from ownership in Gen.Frequency((20, Gen.Constant(ContainerOwnership.Ours)), (1, Gen.Elements(Enum.GetValues<ContainerOwnership>())))
        select (Func<ObservedContainer, ObservedContainer>)(c => c with
        {
            Name = renamed ? $"by-hand-{c.Id}" : c.Name,
            ExitCode = c.Phase is ContainerPhase.Exited or ContainerPhase.Restarting ? exitCode : null,
            Limits = limits switch { 0 => c.Limits, 1 => null, _ => c.Limits! with { Pids = 1 } },
            SpecHash = version switch { 1 => null, 2 => "v0-1234", _ => c.SpecHash },
            Ownership = ownership,
        });

    private static readonly Gen<Func<AttemptRecord, AttemptRecord?>> Memories =
        from kind in Gen.Elements(0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5)
        select (Func<AttemptRecord, AttemptRecord?>)(a => kind switch
        {
            1 => null,
            2 => a with { ContainerId = null },
            3 => a with { ContainerId = "another" },
            4 => a with { Fields = default },
            5 => a with { StoppedByUs = true },
            _ => a,
        });

    public static Arbitrary<Scene> Any { get; } = Arb.From(
        from spec in Specs
        from presence in Gen.Frequency((6, Gen.Constant(DesiredPresence.Present)), (1, Gen.Elements(Enum.GetValues<DesiredPresence>())))
        from hasSpec in Chance(8)
        from available in Chance(8)
        from synced in Chance(8)
        from containers in Containers
        from lag in Gen.Elements(0, 0, 0, 1, 5)
        select Build(spec, presence, hasSpec, new SourceState(!available, !synced), containers, lag));

    /// <summary>Nothing stands in the way of the bot: what should run can come to run.</summary>
    public static Arbitrary<Scene> Free { get; } = Any.Filter(s =>
        s is { Presence: DesiredPresence.Present or DesiredPresence.Absent, Bot: not null, Source.PermitsDeletion: true }
        && s.Plan().Block is null or { Kind: PlanBlockKind.Disruption });

    private static Gen<List<(bool IsOther, ContainerPhase Phase, Func<ObservedContainer, ObservedContainer> Damage, Func<AttemptRecord, AttemptRecord?> Memory)>> Containers =>
        Gen.Choose(0, 4).SelectMany(count => (
            from other in Chance(2)
            from phase in Gen.Elements(Enum.GetValues<ContainerPhase>())
            from damage in Damages
            from memory in Memories
            select (other, phase, damage, memory)).ListOf(count)).Select(list => list.ToList());

    /// <summary>True once in so many times.</summary>
    private static Gen<bool> Chance(int times) => Gen.Choose(1, times).Select(n => n == 1);

    private static Scene Build(
        BotSpec spec,
        DesiredPresence presence,
        bool withoutSpec,
        SourceState source,
        List<(bool IsOther, ContainerPhase Phase, Func<ObservedContainer, ObservedContainer> Damage, Func<AttemptRecord, AttemptRecord?> Memory)> containers,
        int lag)
    {
        var bot = Scene.NewBot(_ => spec);
        var scene = Scene.Empty;
        for (var i = 0; i < containers.Count; i++)
        {
            var (isOther, phase, damage, memory) = containers[i];
            var before = scene.Record.Attempts;
            scene = scene.With(isOther ? Other : Scene.NewBot(), i + 1, phase, damage);
            var remembered = memory(scene.Record.Attempts[^1]);
            scene = scene with { Record = scene.Record with { Attempts = remembered is null ? before : [.. before, remembered] } };
        }

        return scene with
        {
            Presence = presence,
            Bot = presence == DesiredPresence.Invalid || (presence != DesiredPresence.Present && withoutSpec) ? null : bot,
            Source = source,
            Record = scene.Record with { LastAttempt = scene.Record.LastAttempt + lag },
        };
    }
}
