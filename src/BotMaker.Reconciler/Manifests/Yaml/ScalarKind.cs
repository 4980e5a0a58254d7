namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>What a scalar is by YAML's core schema. A quoted one is always text.</summary>
internal enum ScalarKind
{
    Text,
    Null,
    Flag,

    /// <summary>Valid as a number of JSON too.</summary>
    Number,

    /// <summary>A number for YAML, but not in JSON's syntax: <c>0x1F</c>, <c>+1</c>, <c>.5</c>, <c>007</c>, <c>.inf</c>.</summary>
    OddNumber,
}
