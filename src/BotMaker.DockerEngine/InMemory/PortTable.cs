using System.Globalization;
using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Who holds which port of the host. Callers hold the engine's lock.</summary>
internal sealed class PortTable
{
    private const string AnyAddress = "0.0.0.0";
    private const int FirstEphemeral = 49153;
    private const int LastPort = 65535;

    private readonly Dictionary<(int Port, string Protocol), List<(string Address, string? ContainerId)>> _held = [];
    private readonly Dictionary<string, List<(int Port, string Protocol)>> _byContainer = new(StringComparer.Ordinal);

    /// <summary>A process of the host listens there.</summary>
    public void Occupy(string address, int port, string protocol) => Holders(port, protocol).Add((address, null));

    public void Vacate(string address, int port, string protocol) => Holders(port, protocol).Remove((address, null));

    /// <summary>Publishes what is bound and exposed; a binding without the matching exposed port is silently not published, as up to 28.x.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?> Publish(ContainerRecord container)
    {
        var published = new Dictionary<string, IReadOnlyList<PortBinding>?>(StringComparer.Ordinal);
        try
        {
            foreach (string exposed in container.ExposedPorts)
            {
                IReadOnlyList<PortBinding>? wanted = null;
                container.HostConfig.PortBindings?.TryGetValue(exposed, out wanted);
                published[exposed] = wanted is null ? null : [.. wanted.Select(binding => Bind(container, Protocol(exposed), binding))];
            }
        }
        catch (EngineRefusalException)
        {
            Release(container);
            throw;
        }

        return published;
    }

    public void Release(ContainerRecord container)
    {
        if (!_byContainer.Remove(container.Id, out List<(int Port, string Protocol)>? held)) return;
        foreach ((int Port, string Protocol) key in held)
        {
            List<(string Address, string? ContainerId)> holders = _held[key];
            holders.RemoveAll(holder => string.Equals(holder.ContainerId, container.Id, StringComparison.Ordinal));
            if (holders.Count == 0) _held.Remove(key);
        }
    }

    private PortBinding Bind(ContainerRecord container, string protocol, PortBinding binding)
    {
        string address = string.IsNullOrEmpty(binding.HostIp) ? AnyAddress : binding.HostIp;
        (int first, int last) = Range(binding.HostPort);
        bool single = first == last;
        for (int port = first; port <= last; port++)
        {
            if (Conflict(port, protocol, address) is { } holder)
            {
                if (!single) continue;
                throw EngineRefusalException.ServerError(Failure(container, address, port, byContainer: holder.ContainerId is not null));
            }

            Holders(port, protocol).Add((address, container.Id));
            if (!_byContainer.TryGetValue(container.Id, out List<(int Port, string Protocol)>? keys)) _byContainer[container.Id] = keys = [];
            keys.Add((port, protocol));
            return new PortBinding(address, port.ToString(CultureInfo.InvariantCulture));
        }

        throw EngineRefusalException.ServerError(Failure(container, address, first, byContainer: true));
    }

    private (string Address, string? ContainerId)? Conflict(int port, string protocol, string address)
    {
        if (!_held.TryGetValue((port, protocol), out List<(string Address, string? ContainerId)>? holders)) return null;
        foreach ((string Address, string? ContainerId) holder in holders)
        {
            if (string.Equals(holder.Address, address, StringComparison.Ordinal) || holder.Address is AnyAddress || address is AnyAddress) return holder;
        }

        return null;
    }

    private List<(string Address, string? ContainerId)> Holders(int port, string protocol) =>
        _held.TryGetValue((port, protocol), out List<(string Address, string? ContainerId)>? holders) ? holders : _held[(port, protocol)] = [];

    private static string Failure(ContainerRecord container, string address, int port, bool byContainer)
    {
        string at = string.Create(CultureInfo.InvariantCulture, $"{address}:{port}");
        string cause = byContainer
            ? $"Bind for {at} failed: port is already allocated"
            : $"Error starting userland proxy: listen tcp4 {at}: bind: address already in use";
        return $"driver failed programming external connectivity on endpoint {container.Name} ({container.Id}): {cause}";
    }

    private static string Protocol(string key) => key.LastIndexOf('/') is > 0 and { } slash ? key[(slash + 1)..] : "tcp";

    private static (int First, int Last) Range(string? text)
    {
        if (string.IsNullOrEmpty(text) || text is "0") return (FirstEphemeral, LastPort);
        string[] ends = text.Split('-');
        int first = int.Parse(ends[0], CultureInfo.InvariantCulture);
        return (first, ends.Length > 1 ? int.Parse(ends[1], CultureInfo.InvariantCulture) : first);
    }
}
