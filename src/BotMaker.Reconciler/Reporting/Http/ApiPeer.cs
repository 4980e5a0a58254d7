using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>Who is at the other end of a connection to the API's socket, as the kernel knows it. A feature of each such connection.</summary>
/// <param name="ProcessId">0: not known.</param>
/// <param name="Uid">-1: not known.</param>
/// <param name="Gid">-1: not known.</param>
/// <param name="User">The name of the uid, where this host has one.</param>
public sealed record ApiPeer(int ProcessId, int Uid, int Gid, string? User)
{
    public static readonly ApiPeer Unknown = new(0, -1, -1, null);

    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <summary>For people and for the record: <c>alice (uid 1000)</c>.</summary>
    public string Name => (User, Uid) switch
    {
        (_, < 0) => "somebody",
        ({ } user, _) => string.Create(CultureInfo.InvariantCulture, $"{user} (uid {Uid})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"uid {Uid}"),
    };

    /// <summary>Reads the credentials that the peer had when it connected; they cannot be forged.</summary>
    public static ApiPeer Of(Socket? socket)
    {
        if (socket is null || !OperatingSystem.IsLinux()) return Unknown;
        // struct ucred: pid, uid, gid.
        Span<byte> credentials = stackalloc byte[12];
        try
        {
            if (socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials) < credentials.Length) return Unknown;
        }
        catch (SocketException)
        {
            return Unknown;
        }

        var uid = Number(credentials[4..]);
        return new(Number(credentials), uid, Number(credentials[8..]), UserOf(uid));
    }

    /// <summary>Of a request that came in by the API's socket.</summary>
    public static ApiPeer Of(HttpContext context) => context.Features.Get<ApiPeer>() ?? Unknown;

    private static int Number(ReadOnlySpan<byte> bytes) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt32BigEndian(bytes);

    private static string? UserOf(int uid)
    {
        const string Users = "/etc/passwd";
        if (!File.Exists(Users)) return null;
        var wanted = uid.ToString(CultureInfo.InvariantCulture);
        return File.ReadLines(Users).Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && string.Equals(fields[2], wanted, StringComparison.Ordinal))?[0];
    }
}
