using System.Net;

namespace BotMaker.Reconciler.Execution;

/// <summary>Cuts networks of 16 addresses out of a pool, in order.</summary>
public sealed class SubnetPool
{
    public const int PrefixLength = 28;
    private const int Size = 1 << (32 - PrefixLength);

    private readonly uint _first;
    private readonly int _count;

    private SubnetPool(string text, uint first, int count)
    {
        Text = text;
        _first = first;
        _count = count;
    }

    /// <summary>As configured.</summary>
    public string Text { get; }

    /// <exception cref="FormatException">Not a private IPv4 network in CIDR form that holds at least one /28.</exception>
    public static SubnetPool Parse(string cidr)
    {
        if (!IPNetwork.TryParse(cidr, out var network) || network.BaseAddress.GetAddressBytes() is not { Length: 4 } bytes || network.PrefixLength > PrefixLength)
            throw new FormatException($"'{cidr}' is not an IPv4 network of /28 or wider, such as 10.231.0.0/16.");
        var first = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
        return new SubnetPool(cidr, first, 1 << (PrefixLength - network.PrefixLength));
    }

    /// <summary>Those that are not taken, lowest first.</summary>
    public IEnumerable<string> Free(IReadOnlySet<string> taken)
    {
        for (var index = 0; index < _count; index++)
        {
            var address = _first + (uint)(index * Size);
            var subnet = FormattableString.Invariant($"{(address >> 24) & 255}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}/{PrefixLength}");
            if (!taken.Contains(subnet)) yield return subnet;
        }
    }
}
