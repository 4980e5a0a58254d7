using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BotMaker.OpenClaw.Tests.Rendering;

/// <summary>Gives every request the same answer; with none it listens and keeps silent.</summary>
internal sealed class CannedGateway : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public CannedGateway(string? answer)
    {
        _listener.Start();
        _serving = Serve(answer);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Serve(string? answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
                {
                    // Header lines: what was asked for makes no difference here.
                }

                if (answer is null) await reader.ReadLineAsync(_end.Token);
                else await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }
}
