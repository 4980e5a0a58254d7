using System.Text.Json;
using System.Text.RegularExpressions;
using BotMaker.Reconciler.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace BotMaker.Reconciler.Tests.Deployment;

/// <summary>The delivered rules and dashboards, as far as tests ask about them.</summary>
internal static partial class MonitoringFiles
{
    public static string Directory { get; } = Path.Combine(Repository.Root, "deploy", "prometheus");

    public static IEnumerable<string> Dashboards =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy", "grafana", "dashboards"), "*.json").Order(StringComparer.Ordinal);

    /// <summary>Names of alerts, in the order of the file.</summary>
    public static IReadOnlyList<string> Alerts { get; } = [.. Rules().Where(rule => rule.Children.ContainsKey("alert")).Select(rule => Text(rule, "alert"))];

    public static IEnumerable<string> RuleExpressions => Rules().Select(rule => Text(rule, "expr"));

    /// <summary>Expressions of a dashboard with the title of their panel.</summary>
    public static IEnumerable<(string Panel, string Expression)> Expressions(string dashboard)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(dashboard));
        foreach (var panel in document.RootElement.GetProperty("panels").EnumerateArray())
        {
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
                yield return (panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!);
        }
    }

    /// <summary>Names of our metrics in an expression, as they stand on the page.</summary>
    public static IEnumerable<string> MetricsOf(string expression) => Metric().Matches(expression).Select(match => match.Value);

    private static IEnumerable<YamlMappingNode> Rules()
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Directory, "botmaker.rules.yml"));
        stream.Load(reader);
        return ((YamlSequenceNode)stream.Documents[0].RootNode["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>();
    }

    private static string Text(YamlMappingNode rule, string key) => ((YamlScalarNode)rule[key]).Value!;

    // botmaker:… is the name of a recording rule.
    [GeneratedRegex("""botmaker_[a-z_]+""", RegexOptions.None, 1000)]
    private static partial Regex Metric();
}
