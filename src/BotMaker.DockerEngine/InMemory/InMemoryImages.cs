using System.Runtime.CompilerServices;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The image calls.</summary>
internal sealed class InMemoryImages(EngineWorld world, CallGate gate) : IImageOperations
{
    private const int Steps = 4;

    public Task<ImageInspection> InspectAsync(string reference, CancellationToken cancellationToken = default) =>
        gate.CallAsync(InMemoryOperations.ImageInspect, reference, () => world.Locked(() => world.Images.Find(reference).Inspect()), cancellationToken);

    public Task<IReadOnlyList<ImageSummary>> ListAsync(ImageListQuery query, CancellationToken cancellationToken = default) =>
        gate.CallAsync(InMemoryOperations.ImageList, target: null, () => world.Locked(() => world.Images.List(query)), cancellationToken);

    public Task TagAsync(string source, string repository, string tag, CancellationToken cancellationToken = default) =>
        gate.CallAsync(InMemoryOperations.ImageTag, source, () => world.Locked(() => world.Images.Tag(source, repository, tag)), cancellationToken);

    public Task RemoveAsync(string reference, bool force, CancellationToken cancellationToken = default) =>
        gate.CallAsync(InMemoryOperations.ImageRemove, reference, () => world.Locked(() => world.Images.Remove(reference, force)), cancellationToken);

    public async IAsyncEnumerable<PullProgress> PullAsync(
        string reference,
        RegistryCredentials? credentials,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        CallTicket ticket = await gate.EnterAsync(InMemoryOperations.ImagePull, reference, cancellationToken).ConfigureAwait(false);
        (ImageReference wanted, SimulatedPull pull) = Begin(reference);
        yield return new PullProgress($"Pulling from {wanted.Repository}", wanted.Tag, null, null);
        if (pull.Stalls) await CallGate.UntilCutAsync(Task.Delay(Timeout.InfiniteTimeSpan, world.Time, cancellationToken), ticket, cancellationToken).ConfigureAwait(false);

        string layer = reference.GetHashCode(StringComparison.Ordinal).ToString("x8", System.Globalization.CultureInfo.InvariantCulture) + "0000";
        for (int step = 1; step <= Steps; step++)
        {
            await CallGate.UntilCutAsync(world.DelayAsync(pull.Duration / Steps), ticket, cancellationToken).ConfigureAwait(false);
            yield return new PullProgress("Downloading", layer, pull.Size * step / Steps, pull.Size);
            if (pull.Error is { } error && step == Steps / 2)
                throw new DockerEngineException(EngineErrorKind.PullFailed, InMemoryOperations.Text(InMemoryOperations.ImagePull), error);
        }

        bool upToDate;
        lock (world.Gate)
        {
            (_, upToDate) = world.Images.Add(wanted, pull.Config, pull.Size, pull.Content, pulled: true);
            world.Events.Publish("image", "pull", wanted.Name, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = wanted.Repository });
        }

        if (ticket.LosesReply) throw ticket.Lost();
        yield return new PullProgress($"Status: {(upToDate ? "Image is up to date" : "Downloaded newer image")} for {wanted.Name}", null, null, null);
    }

    private (ImageReference Reference, SimulatedPull Pull) Begin(string reference)
    {
        try
        {
            var wanted = ImageReference.Parse(reference);
            SimulatedPull pull = world.Locked(() => world.Images.PullOf(wanted));
            return pull.RefusalStatus is { } status
                ? throw new EngineRefusalException(status, pull.Error ?? $"pull of {wanted.Name} refused")
                : (wanted, pull);
        }
        catch (EngineRefusalException refusal)
        {
            throw refusal.ForCaller(InMemoryOperations.ImagePull);
        }
    }
}
