using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Configuration;

internal static class ProviderSection
{
    public static void Write(ConfigTree root, BotSpec spec, Dialect dialect, SecretBook secrets)
    {
        foreach (var (name, provider) in spec.Providers)
        {
            // The January releases take a provider's entry only with its address and models; a known one gets its key by name instead.
            if (dialect == Dialect.January2026 && provider.BaseUrl is null)
            {
                if (provider.ApiKey is { } key)
                {
                    var variable = KnownProviders.KeyVariable(name);
                    root.At("env", "vars").Set(variable, secrets.Refer(key, $"spec.providers.{name}.apiKey", "env", "vars", variable));
                }

                continue;
            }

            Write(root.At("models", "providers", name), name, provider, secrets);
        }
    }

    private static void Write(ConfigTree target, string name, ProviderSpec provider, SecretBook secrets)
    {
        if (provider.ApiKey is { } key) target.Set("apiKey", secrets.Refer(key, $"spec.providers.{name}.apiKey", "models", "providers", name, "apiKey"));
        if (provider.BaseUrl is { } baseUrl) target.Set("baseUrl", baseUrl);
        if (provider.Api is { } api) target.Set("api", api);
        if (provider.BaseUrl is not null || provider.Models.Count > 0)
            target.Set("models", new DataNode.Sequence(provider.Models.Select(Named).ToValueList()));
        foreach (var (header, value) in provider.Headers)
            target.At("headers").Set(header, secrets.Replace(value, $"spec.providers.{name}.headers.{header}", "models", "providers", name, "headers", header));
    }

    // OpenClaw wants a name to show; the id is as good a name as any.
    private static DataNode Named(DataNode model) => model switch
    {
        DataNode.Text id => new DataNode.Map(ValueMap.Of<DataNode>(("id", id), ("name", id))),
        DataNode.Map map when !map.Entries.ContainsKey("name") && map.Entries.TryGetValue("id", out var id) => new DataNode.Map(map.Entries.With("name", id)),
        _ => model,
    };
}
