using System.Net;
using BotMaker.DockerEngine.Networks;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>One network with its running endpoints. Guarded by the engine's lock.</summary>
internal sealed class NetworkRecord(NetworkInspection inspection, IPNetwork? subnet)
{
    private readonly HashSet<uint> _taken = [];
    private uint _next = 1;

    public NetworkInspection Inspection { get; } = inspection;

    public string Id => Inspection.Id;

    public string Name => Inspection.Name;

    public string Driver => Inspection.Driver ?? "bridge";

    /// <summary>Null for host and none.</summary>
    public IPNetwork? Subnet { get; } = subnet;

    /// <summary>Ids of containers that run on it.</summary>
    public HashSet<string> Active { get; } = new(StringComparer.Ordinal);

    /// <summary>A free address; the gateway has the first one.</summary>
    public string? TakeAddress()
    {
        if (Subnet is not { } subnet) return null;
        uint first = ToNumber(subnet.BaseAddress);
        uint size = subnet.PrefixLength == 0 ? uint.MaxValue : 1u << (32 - subnet.PrefixLength);
        for (uint tried = 0; tried < size; tried++)
        {
            _next = _next + 1 < size - 1 ? _next + 1 : 2;
            if (_taken.Add(first + _next)) return FromNumber(first + _next);
        }

        throw EngineRefusalException.ServerError("no available IPv4 addresses on this network's address pools: " + $"{Name} ({Id})");
    }

    public void ReturnAddress(string address) => _taken.Remove(ToNumber(IPAddress.Parse(address)));

    private static uint ToNumber(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
    }

    private static string FromNumber(uint number) =>
        new IPAddress([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]).ToString();
}
