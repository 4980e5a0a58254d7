namespace BotMaker.Reconciler.Core.Model;

/// <summary>Names of the annotations of a manifest that we read.</summary>
public static class Annotations
{
    /// <summary>One of <see cref="Desired.DeletionPolicy"/>.</summary>
    public const string DeletionPolicy = "botmaker.dev/deletion-policy";
}
