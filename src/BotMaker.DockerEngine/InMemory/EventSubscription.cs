using System.Threading.Channels;
using BotMaker.DockerEngine.Events;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>One reader's bounded queue. What does not fit is lost for this reader without a mark, as on the real engine.</summary>
internal sealed class EventSubscription(EngineEventQuery query)
{
    private const int Slots = 1024;

    private static readonly string[] PrefixMatched = ["health_status", "exec_create", "exec_start"];

    private readonly Channel<EngineEvent> _queue = Channel.CreateBounded<EngineEvent>(new BoundedChannelOptions(Slots)
    {
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
    });

    // The engine compares all wanted actions by prefix as soon as one of these is among them.
    private readonly bool _byPrefix = query.Actions.Any(action => PrefixMatched.Contains(action, StringComparer.Ordinal));

    public ChannelReader<EngineEvent> Reader => _queue.Reader;

    public EngineEventQuery Query { get; } = query;

    public void Offer(EngineEvent published)
    {
        if (Wants(published)) _queue.Writer.TryWrite(published);
    }

    public void Complete(Exception? exception = null) => _queue.Writer.TryComplete(exception);

    private bool Wants(EngineEvent published) =>
        !(published.TimeNanoseconds < Query.SinceNanoseconds)
        && !(published.TimeNanoseconds > Query.UntilNanoseconds)
        && (Query.Types.Count == 0 || Query.Types.Contains(published.Type, StringComparer.Ordinal))
        && (Query.Actions.Count == 0 || Query.Actions.Any(wanted => Matches(wanted, published.Action)))
        && (Query.Labels.Count == 0 || (string.Equals(published.Type, "container", StringComparison.Ordinal) && Query.Labels.All(label => LabelFilter.Matches(label, published.Attributes))));

    private bool Matches(string wanted, string action) =>
        _byPrefix ? action.StartsWith(wanted, StringComparison.Ordinal) : string.Equals(action, wanted, StringComparison.Ordinal);
}
