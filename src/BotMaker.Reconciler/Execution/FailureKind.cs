namespace BotMaker.Reconciler.Execution;

/// <summary>What a failed engine call means for us.</summary>
public enum FailureKind
{
    /// <summary>The engine is out of reach: says nothing about the bot.</summary>
    EngineDown,

    /// <summary>No answer in time: it may have happened. Look.</summary>
    Lost,

    /// <summary>Something is under way, or the engine is busy: look again soon.</summary>
    Busy,

    /// <summary>May pass by itself.</summary>
    Transient,

    /// <summary>A host port or address is taken: may pass, but not soon.</summary>
    PortTaken,

    /// <summary>The object is not there.</summary>
    Missing,

    ImageMissing,

    /// <summary>The container's network is gone; one of the same name does not help it.</summary>
    NetworkMissing,

    /// <summary>A mounted directory is gone.</summary>
    SourceMissing,

    /// <summary>Another object has the name.</summary>
    NameTaken,

    /// <summary>The subnet overlaps with something on the host.</summary>
    SubnetTaken,

    /// <summary>The object's state stands against it.</summary>
    Conflict,

    /// <summary>An engine crash left the container unstartable: only a new one helps.</summary>
    Broken,

    /// <summary>The image could not be pulled.</summary>
    PullFailed,

    /// <summary>The request is wrong and stays wrong.</summary>
    Invalid,
}
