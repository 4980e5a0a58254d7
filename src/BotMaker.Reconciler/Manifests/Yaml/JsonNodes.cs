using System.Text.Json;

namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>JSON -> nodes, for documents that we wrote ourselves. They have no positions.</summary>
internal static class JsonNodes
{
    public static ManifestNode From(JsonElement element, string file)
    {
        var mark = SourceMark.StartOf(file);
        return element.ValueKind switch
        {
            JsonValueKind.Object => new ManifestNode.Map(mark, [.. element.EnumerateObject().Select(property => new MapEntry(property.Name, mark, From(property.Value, file)))]),
            JsonValueKind.Array => new ManifestNode.Sequence(mark, [.. element.EnumerateArray().Select(item => From(item, file))]),
            JsonValueKind.String => new ManifestNode.Scalar(mark, element.GetString() ?? "", ScalarKind.Text),
            JsonValueKind.Number => new ManifestNode.Scalar(mark, element.GetRawText(), ScalarKind.Number),
            JsonValueKind.True or JsonValueKind.False => new ManifestNode.Scalar(mark, element.GetRawText(), ScalarKind.Flag),
            _ => new ManifestNode.Scalar(mark, "", ScalarKind.Null),
        };
    }
}
