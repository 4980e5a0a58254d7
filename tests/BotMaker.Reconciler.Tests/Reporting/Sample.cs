using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Reporting;

/// <summary>Bots as the board shows them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static BotIntent Intent(string name, string image = "bot:1") => new()
    {
        Id = BotId.Parse(name),
        Presence = DesiredPresence.Present,
        Bot = new DesiredBot
        {
            Id = BotId.Parse(name),
            Spec = new BotSpec { Image = new ImageSpec { Reference = image } },
            Source = new Provenance { File = $"{name}.yaml" },
            Generation = 3,
        },
    };

    public static BotStatus Status(string name, BotPhase phase = BotPhase.Running, bool ready = true, string message = "The bot runs.") => new()
    {
        Id = BotId.Parse(name),
        Phase = phase,
        Conditions = [new BotCondition(ConditionType.Ready, ready ? ConditionStatus.True : ConditionStatus.False, ready ? "Converged" : "Starting", message, Noon, 3)],
        ContainerId = new string('c', 64),
        ContainerName = $"botmaker-{name}-1",
        Image = "bot:1",
        ImageId = "sha256:1",
        SpecHash = "v1-0",
        Restarts = 2,
        ObservedGeneration = 3,
        StartedAt = Noon,
        LastSuccessAt = Noon,
    };

    public static BotPlan Noop(string name) => new() { Id = BotId.Parse(name) };
}
