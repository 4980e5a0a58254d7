namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>A place in a manifest file.</summary>
/// <param name="File">Relative to the manifests directory, or as given on the command line.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
internal readonly record struct SourceMark(string File, int Line, int Column)
{
    public static SourceMark StartOf(string file) => new(file, 1, 1);

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
