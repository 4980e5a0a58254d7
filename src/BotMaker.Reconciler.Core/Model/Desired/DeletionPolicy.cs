namespace BotMaker.Reconciler.Core.Model.Desired;

/// <summary>What becomes of a bot when its manifest is gone: the annotation <c>botmaker.dev/deletion-policy</c> of its last good spec.</summary>
public enum DeletionPolicy
{
    /// <summary>Its container is stopped and removed, its data goes to the trash.</summary>
    Delete,

    /// <summary>Its container is stopped, and kept with all data.</summary>
    Retain,

    /// <summary>Its container runs on, and nobody looks after it.</summary>
    Orphan,
}
