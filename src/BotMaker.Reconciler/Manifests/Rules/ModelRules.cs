using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

internal static class ModelRules
{
    /// <summary>Providers that answer without a key.</summary>
    private static readonly HashSet<string> WithoutKey = new(StringComparer.Ordinal) { "ollama", "lmstudio", "vllm" };

    public static void Check(BotSpec spec, RuleContext context)
    {
        if (spec.Model is { } model)
        {
            CheckKey(spec, model.Primary, FieldPath.Of("spec", "model", "primary"), context);
            for (int i = 0; i < model.Fallbacks.Count; i++) CheckKey(spec, model.Fallbacks[i], FieldPath.Of("spec", "model", "fallbacks").At(i), context);
        }

        foreach (var (name, provider) in spec.Providers) Check(provider, FieldPath.Of("spec", "providers", name), context);
    }

    private static void CheckKey(BotSpec spec, string model, FieldPath path, RuleContext context)
    {
        int slash = model.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || model[..slash] is not { } name || WithoutKey.Contains(name)) return;
        if (spec.Providers.TryGetValue(name, out var provider) && (provider.ApiKey is not null || provider.BaseUrl is not null || provider.Headers.Count > 0)) return;
        if (context.Failed("spec", "providers", name, "apiKey")) return;
        context.Report(MeaningCodes.NoProviderKey, path, $"There is no key for '{name}', so this model will not answer. Give spec.providers.{name}.apiKey a secretRef.");
    }

    private static void Check(ProviderSpec provider, FieldPath path, RuleContext context)
    {
        if (provider.BaseUrl is not null && (provider.Api is null || provider.Models.Count == 0))
        {
            context.Report(MeaningCodes.CustomProvider, path["baseUrl"], "An endpoint of your own needs 'api' (its protocol, for example openai-completions) and 'models' (each with an id).");
        }

        for (int i = 0; i < provider.Models.Count; i++)
        {
            var own = path["models"].At(i);
            if (provider.Models[i] is not Core.Model.Values.DataNode.Map map || !map.Entries.TryGetValue("id", out var id) || id is not Core.Model.Values.DataNode.Text { Value.Length: > 0 })
            {
                context.Report(MeaningCodes.CustomProvider, own, "A model is a map with at least 'id', for example { id: my-model, name: My model }.");
            }
        }

        foreach (var (name, header) in provider.Headers)
        {
            if (header is Core.Model.Values.DataNode.Text or Core.Model.Values.DataNode.Secret) LiteralSecrets.Check(name, header, path["headers"][name], context);
            else context.Report(MeaningCodes.CustomProvider, path["headers"][name], "A header is text, or { secretRef: { name: NAME, key: KEY } }.");
        }
    }
}
