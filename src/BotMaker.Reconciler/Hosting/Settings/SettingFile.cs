using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>The configuration file: YAML of two levels, sections and their keys. JSON is YAML, so that works too.</summary>
internal static class SettingFile
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Values by key; what is wrong is added to <paramref name="problems"/>.</summary>
    public static Dictionary<string, SettingValue> Read(string path, List<string> problems)
    {
        Dictionary<string, SettingValue> values = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                problems.Add($"{path}: the file is larger than {MaxBytes / 1024} KiB, which no configuration is.");
                return values;
            }

            using var reader = new StreamReader(path);
            var stream = new YamlStream();
            stream.Load(new ParserGuard(new Parser(reader)));
            foreach (var document in stream.Documents) ReadSections(path, document.RootNode, values, problems);
        }
        catch (YamlException problem)
        {
            problems.Add($"{path}:{problem.Start.Line}:{problem.Start.Column}: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: the configuration file cannot be read: {problem.Message}");
        }

        return values;
    }

    private static void ReadSections(string path, YamlNode root, Dictionary<string, SettingValue> values, List<string> problems)
    {
        if (root is YamlScalarNode { Value: null or "" }) return;
        if (root is not YamlMappingNode sections)
        {
            problems.Add($"{At(path, root)}: expected sections such as 'Manifests:' with keys below.");
            return;
        }

        foreach (var (name, section) in sections.Children)
        {
            if (section is not YamlMappingNode keys)
            {
                problems.Add($"{At(path, name)}: '{name}' must be a section with keys below, for example 'Manifests:' and below it '  Directory: /etc/botmaker/manifests'.");
                continue;
            }

            foreach (var (key, value) in keys.Children)
            {
                if (value is YamlScalarNode scalar) values[$"{name}:{key}"] = new SettingValue(scalar.Value ?? "", At(path, key));
                else problems.Add($"{At(path, key)}: {name}:{key} must be a single value.");
            }
        }
    }

    private static string At(string path, YamlNode node) => string.Create(CultureInfo.InvariantCulture, $"{path}:{node.Start.Line}");

    /// <summary>Refuses what makes a small file large or deep: aliases, and more than a few levels.</summary>
    private sealed class ParserGuard(IParser inner) : IParser
    {
        private const int MaxDepth = 8;
        private int _depth;

        public YamlDotNet.Core.Events.ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            if (!inner.MoveNext()) return false;
            _depth += inner.Current?.NestingIncrease ?? 0;
            if (_depth > MaxDepth || inner.Current is YamlDotNet.Core.Events.AnchorAlias)
                throw new YamlException(inner.Current!.Start, inner.Current.End, "a configuration has sections and single values, nothing deeper and no aliases.");
            return true;
        }
    }
}
