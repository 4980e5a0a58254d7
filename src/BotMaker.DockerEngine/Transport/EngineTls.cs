namespace BotMaker.DockerEngine.Transport;

/// <summary>TLS for a TCP endpoint. The files are read at each connect, so renewed certificates need no restart.</summary>
public sealed record EngineTls
{
    /// <summary>PEM file of the authorities that may have signed the engine's certificate. Null: those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of our own certificate, with intermediates after it. Null: we show none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of its private key, not encrypted.</summary>
    public string? KeyFile { get; init; }

    /// <summary>False accepts any certificate of the engine.</summary>
    public bool VerifyServer { get; init; } = true;

    /// <summary>The files <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> of a directory, as far as they exist.</summary>
    internal static EngineTls FromDirectory(string directory, bool verifyServer)
    {
        return new()
        {
            CaFile = IfExists("ca.pem"),
            CertificateFile = IfExists("cert.pem"),
            KeyFile = IfExists("key.pem"),
            VerifyServer = verifyServer,
        };

        string? IfExists(string name)
        {
            var path = Path.Combine(directory, name);
            return File.Exists(path) ? path : null;
        }
    }
}
