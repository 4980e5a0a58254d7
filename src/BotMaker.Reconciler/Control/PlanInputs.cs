using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Control;

/// <summary>Brings together what a plan depends on. The daemon, its resync and the preview plan with the same.</summary>
public sealed class PlanInputs(
    IBotSource source,
    BotRecordStore records,
    RolloutStore rollouts,
    HoldStore holds,
    RestartHistoryStore restarts,
    Removals removals,
    TrashStore trash,
    EngineAvailability availability,
    RestartRequests requests,
    InstanceOptions options,
    TimeProvider time)
{
    public DesiredSnapshot Desired => source.Current;

    public BotPlan Plan(BotIntent intent, ObservedBot observed, ObservedImage? image = null, DesiredFiles? files = null) => Planner.Plan(new PlanInput
    {
        Intent = intent,
        Source = source.Current.Source,
        Observed = observed,
        Image = image,
        Files = files,
        Record = records.Get(intent.Id),
        RestartRequestedAt = requests.Find(intent.Id),
        EngineBackAt = availability.Disturbances is [.., { To: var back }] ? back : null,
        Restarts = restarts.Get(intent.Id),
        Hold = holds.Find(intent.Id),
        Freeze = holds.Freeze,
        Rollout = rollouts.Find(intent.Id),
        WatchedSince = availability.UpSince,
        Removal = intent.Presence == DesiredPresence.Absent ? removals.Find(intent.Id) : null,
        IsRestoreWanted = trash.Wanted(intent.Id) is not null,
        ContainerPrefix = options.ContainerPrefix,
        Now = time.GetUtcNow(),
    });

    /// <summary>Does anybody hold this bot, or the fleet, as it is?</summary>
    public bool IsHeld(BotId id) => holds.Freeze is not null || holds.Find(id) is not null;

    /// <summary>The order in which bots are started when many are to be.</summary>
    public IEnumerable<BotId> InStartOrder(IEnumerable<BotId> ids) =>
        ids.Select(id => new StartRank(PriorityOf(id), id)).Order().Select(rank => rank.Id);

    /// <summary>Every bot that anybody knows: manifests, engine or records. One that only the engine knows is planned like the others.</summary>
    public IReadOnlyCollection<BotId> AllIds(IEnumerable<BotId> observed)
    {
        var ids = new HashSet<BotId>(source.Current.Bots.Keys);
        ids.UnionWith(source.Current.Absent.Keys);
        ids.UnionWith(observed);
        ids.UnionWith(records.KnownIds);
        return ids;
    }

    // A spec that breaks its own bot's pass must not break the order of all.
    private int PriorityOf(BotId id) => source.Current.Bots.TryGetValue(id, out var intent) ? intent.Bot?.Spec?.Priority ?? 0 : 0;
}
