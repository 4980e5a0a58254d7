namespace BotMaker.DockerEngine.Containers;

public sealed record ContainerListQuery
{
    /// <summary>Also those that do not run.</summary>
    public bool All { get; init; } = true;

    /// <summary><c>key</c> or <c>key=value</c>; all must match.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Exact name, without a slash; sent as an anchored pattern.</summary>
    public string? Name { get; init; }

    /// <summary>Containers that use this network (id or name).</summary>
    public string? Network { get; init; }
}
