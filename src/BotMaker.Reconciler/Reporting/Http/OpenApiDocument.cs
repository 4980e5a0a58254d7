using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>The API's description in OpenAPI 3.1, from the routes that are there.</summary>
internal static class OpenApiDocument
{
    public const string Path = "/openapi.json";

    /// <param name="endpoints">Everything that is routed.</param>
    /// <param name="version">Of the product.</param>
    public static JsonObject Write(IEnumerable<Endpoint> endpoints, string version)
    {
        var schemas = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var paths = new JsonObject();
        foreach (var route in endpoints.OfType<RouteEndpoint>().OrderBy(route => route.RoutePattern.RawText, StringComparer.Ordinal))
        {
            var path = route.RoutePattern.RawText!;
            if (paths[path] is not JsonObject methods) paths[path] = methods = [];
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                methods[method.ToLowerInvariant()] = Operation(route, method, path, schemas);
        }

        Reference(schemas, DocumentJson.Default.ProblemDocument);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "BotMaker Reconciler",
                ["version"] = version,
                ["description"] = "On the daemon's Unix socket. Whoever may open the socket may use it.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = new JsonObject(schemas.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) },
        };
    }

    private static JsonObject Operation(RouteEndpoint route, string method, string path, IDictionary<string, JsonNode> schemas)
    {
        var told = route.Metadata.GetMetadata<ApiOperation>() ?? new ApiOperation($"{method} {path}");
        var parameters = new JsonArray();
        foreach (var parameter in route.RoutePattern.Parameters) parameters.Add((JsonNode)Parameter(parameter.Name, "path", "The bot's name.", isRequired: true));
        foreach (var (name, meaning) in told.Query) parameters.Add((JsonNode)Parameter(name, "query", meaning, isRequired: false));
        var operation = new JsonObject { ["summary"] = told.Summary, ["parameters"] = parameters };
        if (told.Request is { } request)
            operation["requestBody"] = new JsonObject { ["content"] = Content("application/json", Reference(schemas, request)) };
        var answer = new JsonObject { ["description"] = told.Streams ? "A document, or a stream of them as server-sent events." : "Done." };
        if (told.Answer is { } type)
        {
            var content = Content("application/json", Reference(schemas, type));
            if (told.Streams) content["text/event-stream"] = new JsonObject { ["schema"] = Reference(schemas, type) };
            answer["content"] = content;
        }

        operation["responses"] = new JsonObject
        {
            ["200"] = answer,
            ["default"] = new JsonObject { ["description"] = "What went wrong (RFC 9457).", ["content"] = Content("application/problem+json", Reference(schemas, DocumentJson.Default.ProblemDocument)) },
        };
        return operation;
    }

    private static JsonObject Parameter(string name, string place, string meaning, bool isRequired) => new()
    {
        ["name"] = name, ["in"] = place, ["required"] = isRequired, ["description"] = meaning, ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Content(string mediaType, JsonObject schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Reference(IDictionary<string, JsonNode> schemas, JsonTypeInfo type)
    {
        var name = type.Type.Name;
        if (!schemas.ContainsKey(name)) schemas[name] = type.GetJsonSchemaAsNode();
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }
}
