using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BotMaker.DockerEngine.Transport;

/// <summary>Opens connections to the engine for the HTTP handler, TLS included, so that all endpoints look like plain HTTP to it.</summary>
internal static class EngineConnector
{
    public static SocketsHttpHandler CreateHandler(EngineEndpoint endpoint) => new()
    {
        ConnectCallback = async (_, cancellationToken) => await ConnectAsync(endpoint, cancellationToken),

        // A proxy variable of the environment must not shape requests to a local socket, and the engine's redirects only hide wrong paths.
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,

        // An answer that nobody reads to its end is mostly an endless one: close at once instead of reading on for a while.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,
        ActivityHeadersPropagator = null,
    };

    private static async Task<Stream> ConnectAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        var socket = endpoint.SocketPath is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Stream? stream = null;
        try
        {
            if (endpoint.SocketPath is { } path)
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }

            KeepAlive(socket);
            await socket.ConnectAsync(endpoint.Host!, endpoint.Port, cancellationToken);
            stream = new NetworkStream(socket, ownsSocket: true);
            return endpoint.Tls is { } tls ? await SecureAsync(stream, endpoint.Host!, tls, cancellationToken) : stream;
        }
        catch
        {
            if (stream is not null)
                await stream.DisposeAsync();
            socket.Dispose();
            throw;
        }
    }

    // An event stream may be silent for hours: without probes a host that vanished would look the same.
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    private static async Task<Stream> SecureAsync(Stream stream, string host, EngineTls tls, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(Options(host, tls), cancellationToken);
        return secure;
    }

    private static SslClientAuthenticationOptions Options(string host, EngineTls tls)
    {
        try
        {
            return new()
            {
                TargetHost = host,
                CertificateChainPolicy = ChainPolicy(tls),
                ClientCertificateContext = ClientCertificate(tls),
#pragma warning disable CA5359 // Only where a context asks for it by SkipTLSVerify.
                RemoteCertificateValidationCallback = tls.VerifyServer ? null : (_, _, _, _) => true,
#pragma warning restore CA5359
            };
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new AuthenticationException($"The TLS files ({tls.CaFile}, {tls.CertificateFile}, {tls.KeyFile}) cannot be used: {exception.Message}", exception);
        }
    }

    private static X509ChainPolicy ChainPolicy(EngineTls tls)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (tls.CaFile is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPemFile(tls.CaFile);
        }

        return policy;
    }

    private static SslStreamCertificateContext? ClientCertificate(EngineTls tls)
    {
        if (tls.CertificateFile is null)
            return null;
        var own = X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(tls.CertificateFile);
        all.RemoveAt(0);
        return SslStreamCertificateContext.Create(own, all, offline: true);
    }
}
