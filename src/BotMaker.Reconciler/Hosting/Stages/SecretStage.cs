using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Secrets;

namespace BotMaker.Reconciler.Hosting.Stages;

internal static class SecretStage
{
    /// <summary>References -> values, from the stores in their order.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services) => services
        .AddSingleton(provider => new SecretResolver(
            [.. Stores(provider.GetRequiredService<DaemonOptions>().Data.SecretsDirectory, Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY"))],
            provider.GetRequiredService<Redactor>()))
        .AddSingleton(provider => new SecretStoreWatch(
            provider.GetRequiredService<DaemonOptions>().Data.SecretsDirectory, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SecretStoreWatch>>()))
        .AddSingleton<WaitForSecrets>(provider => provider.GetRequiredService<SecretStoreWatch>().WaitAsync)
        .AddSingleton<FindSecret>(provider =>
        {
            var resolver = provider.GetRequiredService<SecretResolver>();
            return reference => resolver.Find(reference) switch
            {
                SecretLookup.Found found => SecretAnswer.Of(found.Value.Reveal()),
                SecretLookup.Missing missing => SecretAnswer.None($"The secret '{reference}' is not there. It was looked for at {missing.Where}."),
                SecretLookup.Refused refused => SecretAnswer.Refused($"The secret '{reference}' is refused: {refused.Message}."),
                var other => throw new InvalidOperationException($"No such answer: {other.GetType().Name}."),
            };
        });

    private static IEnumerable<ISecretStore> Stores(string directory, string? credentials)
    {
        yield return new DirectorySecretStore(directory);
        if (!string.IsNullOrEmpty(credentials)) yield return new CredentialsDirectoryStore(credentials);
    }
}
