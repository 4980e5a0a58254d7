using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotMaker.DockerEngine.Networks;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Networks. Callers hold the engine's lock.</summary>
internal sealed class NetworkTable
{
    private static readonly string[] Predefined = ["bridge", "host", "none"];

    private readonly EngineWorld _world;
    private readonly Dictionary<string, NetworkRecord> _byId = new(StringComparer.Ordinal);

    public NetworkTable(EngineWorld world)
    {
        _world = world;
        Add(new CreateNetworkRequest { Name = "bridge" }, IPNetwork.Parse("172.17.0.0/16"));
        Add(new CreateNetworkRequest { Name = "host", Driver = "host" }, subnet: null);
        Add(new CreateNetworkRequest { Name = "none", Driver = "null" }, subnet: null);
    }

    public IReadOnlyList<NetworkInspection> List(IReadOnlyList<string> labels) =>
        [.. _byId.Values.Select(network => network.Inspection).Where(network => LabelFilter.MatchesAll(labels, network.Labels))];

    public NetworkRecord Resolve(string idOrName)
    {
        if (_byId.TryGetValue(idOrName, out NetworkRecord? network)) return network;
        List<NetworkRecord> named = [.. _byId.Values.Where(candidate => string.Equals(candidate.Name, idOrName, StringComparison.Ordinal))];
        if (named.Count == 0 && idOrName.Length is > 0 and < 64)
            named = [.. _byId.Values.Where(candidate => candidate.Id.StartsWith(idOrName, StringComparison.Ordinal))];
        return named switch
        {
            [] => throw EngineRefusalException.NotFound($"network {idOrName} not found"),
            [var only] => only,
            _ => throw EngineRefusalException.Invalid(string.Create(CultureInfo.InvariantCulture, $"network {idOrName} is ambiguous ({named.Count} matches found based on name)")),
        };
    }

    public string Create(CreateNetworkRequest request)
    {
        if (request.Name.Length == 0) throw EngineRefusalException.ServerError("invalid name:  is invalid, Network name must be non-empty");
        if (Predefined.Contains(request.Name, StringComparer.Ordinal))
            throw EngineRefusalException.Forbidden($"operation is not permitted on predefined {request.Name} network ");
        if (request.CheckDuplicate && _byId.Values.Any(network => string.Equals(network.Name, request.Name, StringComparison.Ordinal)))
            throw EngineRefusalException.Conflict($"network with name {request.Name} already exists");
        if (request.Driver is not "bridge")
            throw EngineRefusalException.NotFound($"plugin \"{request.Driver}\" not found");

        NetworkRecord created = Add(request, SubnetFor(request));
        _world.Events.PublishNetwork("create", created.Id, created.Name, created.Driver);
        return created.Id;
    }

    public void Remove(string idOrName)
    {
        NetworkRecord network = Resolve(idOrName);
        if (Predefined.Contains(network.Name, StringComparer.Ordinal))
            throw EngineRefusalException.Forbidden($"{network.Name} is a pre-defined network and cannot be removed");
        if (network.Active.Count > 0)
            throw EngineRefusalException.Forbidden($"error while removing network: network {network.Name} id {network.Id} has active endpoints");
        _byId.Remove(network.Id);
        _world.Events.PublishNetwork("destroy", network.Id, network.Name, network.Driver);
    }

    /// <summary>By name until the first start, by id ever after: a network that was made anew does not count.</summary>
    public void Connect(ContainerRecord container)
    {
        const string OtherContainer = "container:";
        if (container.Network.Name.StartsWith(OtherContainer, StringComparison.Ordinal))
        {
            _ = _world.Containers.Resolve(container.Network.Name[OtherContainer.Length..]);
            return;
        }

        NetworkRecord network = Resolve(container.Network.NetworkId ?? container.Network.Name);
        container.Network.Address = network.TakeAddress();
        container.Network.NetworkId = network.Id;
        network.Active.Add(container.Id);
        _world.Events.PublishNetwork("connect", network.Id, network.Name, network.Driver, container.Id);
    }

    public void Disconnect(ContainerRecord container)
    {
        if (container.Network.NetworkId is not { } id || !_byId.TryGetValue(id, out NetworkRecord? network) || !network.Active.Remove(container.Id)) return;
        if (container.Network.Address is { } address) network.ReturnAddress(address);
        container.Network.Address = null;
        _world.Events.PublishNetwork("disconnect", network.Id, network.Name, network.Driver, container.Id);
    }

    public bool Uses(ContainerRecord container, string idOrName) =>
        string.Equals(container.Network.NetworkId, idOrName, StringComparison.Ordinal)
        || string.Equals(container.Network.Name, idOrName, StringComparison.Ordinal)
        || (container.Network.NetworkId is { } id && _byId.TryGetValue(id, out NetworkRecord? network) && string.Equals(network.Name, idOrName, StringComparison.Ordinal));

    private NetworkRecord Add(CreateNetworkRequest request, IPNetwork? subnet)
    {
        NetworkIpamPool? asked = request.IPAM?.Config is [{ } pool, ..] ? pool : null;
        var inspection = new NetworkInspection
        {
            Id = _world.Ids.Next(),
            Name = request.Name,
            Driver = request.Driver,
            Internal = request.Internal,
            Options = request.Options ?? new Dictionary<string, string>(StringComparer.Ordinal),
            Labels = request.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal),
            IPAM = new NetworkIpam { Driver = request.IPAM?.Driver ?? "default", Config = subnet is { } known ? [new NetworkIpamPool { Subnet = known.ToString(), Gateway = asked?.Gateway }] : [] },
        };
        return _byId[inspection.Id] = new NetworkRecord(inspection, subnet);
    }

    private IPNetwork SubnetFor(CreateNetworkRequest request)
    {
        if (request.IPAM?.Config is [{ Subnet: { Length: > 0 } text }, ..])
        {
            if (!IPNetwork.TryParse(text, out IPNetwork wanted) || wanted.BaseAddress.AddressFamily != AddressFamily.InterNetwork)
                throw EngineRefusalException.ServerError($"invalid CIDR address: {text}");
            return Overlaps(wanted) ? throw EngineRefusalException.Forbidden("Pool overlaps with other one on this address space") : wanted;
        }

        // The engine's default pools: 172.17–31/16, then 192.168/16 in pieces of /20.
        foreach (IPNetwork candidate in DefaultPools())
        {
            if (!Overlaps(candidate)) return candidate;
        }

        throw EngineRefusalException.ServerError("could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network");
    }

    private bool Overlaps(IPNetwork wanted) => _byId.Values.Any(network =>
        network.Subnet is { } taken && (taken.Contains(wanted.BaseAddress) || wanted.Contains(taken.BaseAddress)));

    private static IEnumerable<IPNetwork> DefaultPools() =>
        Enumerable.Range(17, 15).Select(second => new IPNetwork(new IPAddress([172, (byte)second, 0, 0]), 16))
            .Concat(Enumerable.Range(0, 16).Select(third => new IPNetwork(new IPAddress([192, 168, (byte)(third * 16), 0]), 20)));
}
