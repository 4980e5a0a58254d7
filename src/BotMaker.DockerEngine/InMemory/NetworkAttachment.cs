namespace BotMaker.DockerEngine.InMemory;

/// <summary>A container's place on its network. By name until the first start, by id from then on: a network of the same name is another one.</summary>
internal sealed class NetworkAttachment(string name, IReadOnlyList<string>? aliases)
{
    public string Name { get; } = name;

    public IReadOnlyList<string>? Aliases { get; } = aliases;

    public string? NetworkId { get; set; }

    /// <summary>While it runs.</summary>
    public string? Address { get; set; }
}
