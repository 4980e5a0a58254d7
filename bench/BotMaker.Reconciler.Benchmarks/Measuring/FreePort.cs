using System.Net;
using System.Net.Sockets;

namespace BotMaker.Reconciler.Benchmarks.Measuring;

internal static class FreePort
{
    /// <summary>An address on loopback that nobody listened at a moment ago.</summary>
    public static string Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
