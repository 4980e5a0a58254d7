using System.Globalization;
using System.Text;
using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Manifests.Codes;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>The text of <c>docs/manifest.md</c>, from the tables that manifests are read with. A test keeps the file equal to it.</summary>
public static class ManifestReference
{
    private static readonly IReadOnlyList<FieldDoc> Around =
    [
        new("apiVersion", "text", true, null, $"Always `{DocumentSchema.ApiVersion}`."),
        new("kind", "text", true, null, $"`{DocumentSchema.Bot}` or `{DocumentSchema.Defaults}`."),
        .. DocumentSchema.Metadata.Describe("metadata"),
    ];

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # Manifests

            <!-- Generated from the schema's tables; `UPDATE_EXPECTED=1 make test-component` writes it anew. -->

            A bot is one YAML document of kind `Bot`. Several documents may stand in a file, and a directory may hold any number of files and
            directories. A document of kind `BotDefaults`, at most one in a directory, gives what the bots of that directory and below have in
            common: it has the same `spec`, with every field optional. Maps merge and lists replace; a secret reference and a workspace file count
            as one value. What is nearer to the bot wins.

            A key that is not in the table is an error, and so is a key without a value. Numbers and flags are no text: ids stand in quotes.
            `*` is any key, `[]` any item. The class says how disturbing a change is: `none`, `live` (the bot reads it again by itself), `update`
            (in place), `restart`, `recreate`, `migrate` (a recreate with a snapshot of the state first).

            ## Fields

            | field | type | default | class | codes |
            |---|---|---|---|---|

            """);
        foreach (var field in Around.Concat(SpecSchema.Spec.Describe("spec"))) AppendRow(text, field);
        AppendMeanings(text);
        AppendChannels(text);
        AppendCodes(text);
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, FieldDoc field)
    {
        string standard = field.Required ? "required" : field.Default is { } value ? $"`{value}`" : "";
        text.Append(CultureInfo.InvariantCulture, $"| `{field.Path}` | {field.Type} | {standard} | {ClassOf(field)} | {string.Join(' ', CodesOf(field.Path))} |\n");
    }

    private static void AppendMeanings(StringBuilder text)
    {
        text.Append("\n## What they mean\n\n");
        foreach (var field in Around.Concat(SpecSchema.Spec.Describe("spec"))) text.Append(CultureInfo.InvariantCulture, $"- `{field.Path}`: {field.Summary}\n");
    }

    private static void AppendChannels(StringBuilder text)
    {
        text.Append("\n## Channels\n\nBeside the fields that all channels share, each takes the credentials in the table above and these settings, by their names in OpenClaw's configuration.\n\n");
        foreach (var channel in ChannelCatalog.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{channel.Name}` ({channel.DisplayName}; `allowFrom` takes {channel.SenderId.Description}, for example `\"{channel.SenderId.Example}\"`): {string.Join(", ", channel.Settings.Keys.Select(name => $"`{name}`"))}\n");
        }
    }

    private static void AppendCodes(StringBuilder text)
    {
        text.Append("\n## Codes\n\nA finding is `file:line:column: severity CODE field: message`. An error holds the bot at its last good spec; a warning does not.\n`BM2004` to `BM2010` can be about any field.\n\n| code | severity | meaning |\n|---|---|---|\n");
        foreach (var code in DiagnosticCodes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {code.Code} | {(code.Severity == DiagnosticSeverity.Error ? "error" : "warning")} | {code.Meaning} |\n");
        }
    }

    /// <summary>Maps of fields have no class: their fields have.</summary>
    private static string ClassOf(FieldDoc field)
    {
        if (SpecFields.Find(field.Path) is { } known) return known.Class.ToString().ToLowerInvariant();
        return field.Path.StartsWith("metadata.annotations", StringComparison.Ordinal) ? "none" : "";
    }

    private static IEnumerable<string> CodesOf(string path) =>
        DiagnosticCodes.All.Where(code => code.Fields.Any(field => Covers(field, path))).Select(code => code.Code);

    private static bool Covers(string pattern, string path)
    {
        string[] wanted = pattern.Split('.');
        string[] given = path.Replace("[]", "", StringComparison.Ordinal).Split('.');
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First is "*" || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }
}
