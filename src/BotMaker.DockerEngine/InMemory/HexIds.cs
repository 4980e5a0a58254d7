namespace BotMaker.DockerEngine.InMemory;

/// <summary>Ids of 64 hex digits, the same sequence for the same seed. Callers hold the engine's lock.</summary>
internal sealed class HexIds(int seed)
{
    private readonly Random _random = new(seed);

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[32];
        _random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
