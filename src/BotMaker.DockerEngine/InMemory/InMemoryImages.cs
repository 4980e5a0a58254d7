using System.Runtime.CompilerServices;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The image calls.</summary>
internal sealed class InMemoryImages(EngineWorld world, CallGate gate) : IImageOperations
{
    private const int Steps = 4;
    private const string Layer = "4f4fb700ef54";

    public Task<ImageInspection> InspectAsync(string reference, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ImageInspect, reference, () => world.Locked(() => world.Images.Find(reference).Inspect()), cancellationToken);

    public Task<IReadOnlyList<ImageSummary>> ListAsync(ImageListQuery query, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ImageList, target: null, () => world.Locked(() => world.Images.List(query)), cancellationToken);

    public Task TagAsync(string source, string repository, string tag, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ImageTag, source, () => world.Locked(() => world.Images.Tag(source, repository, tag)), cancellationToken);

    public Task RemoveAsync(string reference, bool force, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ImageRemove, reference, () => world.Locked(() => world.Images.Remove(reference, force)), cancellationToken);

    public async IAsyncEnumerable<PullProgress> PullAsync(
        string reference,
        RegistryCredentials? credentials,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ((ImageReference wanted, SimulatedPull pull), CallTicket ticket) = await gate.OpenAsync(
            EngineOperation.ImagePull, reference, () => Begin(reference), tellsEnd: true, cancellationToken);
        string outcome = "canceled";
        try
        {
            yield return new PullProgress($"Pulling from {wanted.Repository}", wanted.Tag, null, null);
            for (int step = 1; step <= Steps; step++)
            {
                outcome = "unavailable";
                await CallGate.UntilCutAsync(world.DelayAsync(pull.Stalls ? Timeout.InfiniteTimeSpan : pull.Duration / Steps), ticket, cancellationToken);
                outcome = "canceled";
                if (pull.Error is { } error && step == Steps)
                {
                    outcome = "pull_failed";
                    throw new DockerEngineException(EngineErrorKind.PullFailed, EngineOperation.ImagePull.Words, error);
                }

                yield return new PullProgress("Downloading", Layer, pull.Size * step / Steps, pull.Size);
            }

            bool upToDate = world.Locked(() => Arrive(wanted, pull));
            if (ticket.LosesReply)
            {
                outcome = "unavailable";
                throw ticket.Lost();
            }

            outcome = "200";
            yield return new PullProgress($"Status: {(upToDate ? "Image is up to date" : "Downloaded newer image")} for {wanted.Name}", null, null, null);
        }
        finally
        {
            gate.Finished(ticket, outcome);
        }
    }

    private (ImageReference Reference, SimulatedPull Pull) Begin(string reference)
    {
        var wanted = ImageReference.Parse(reference);
        SimulatedPull pull = world.Locked(() => world.Images.PullOf(wanted));
        return pull.RefusalStatus is { } status ? throw new EngineRefusalException(status, pull.Error ?? $"pull of {wanted.Name} refused") : (wanted, pull);
    }

    private bool Arrive(ImageReference reference, SimulatedPull pull)
    {
        (_, bool upToDate) = world.Images.Add(reference, pull.Config, pull.Size, pull.Content, pulled: true);
        world.Events.Publish("image", "pull", reference.Name, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = reference.Repository });
        return upToDate;
    }
}
