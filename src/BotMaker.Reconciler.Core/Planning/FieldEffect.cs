namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Where the value of a field takes effect.</summary>
public enum FieldEffect
{
    /// <summary>Only the reconciler uses it.</summary>
    Reconciler,

    /// <summary>The container is made of it: part of the spec hash.</summary>
    Container,

    /// <summary>The engine enforces it and can change it in place.</summary>
    Limit,

    /// <summary>Rendered into files that the bot reads.</summary>
    Files,

    /// <summary>A label: cannot be changed on a container, so it waits for the next one.</summary>
    Label,
}
