using System.Text.Json;
using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.OpenClaw.Reload;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Secrets;

namespace BotMaker.Reconciler.Execution;

/// <summary>What differs between the files that a container mounts and those that it should, and what each difference costs. Shows no secret value.</summary>
internal static class FileComparison
{
    private const string SecretValue = "(secret)";
    private const string NewSecretValue = "(another secret)";

    public static ValueList<FieldChange> Compare(MountedFiles mounted, RenderedBot rendered, BotSecrets secrets, SecretDigests digests)
    {
        var file = rendered.Files.Single();
        List<FieldChange> changes = [.. Configuration(mounted.Configuration, file, rendered.Dialect)];
        foreach (var secret in rendered.Secrets)
        {
            if (!secrets.Digests.TryGetValue(secret.Id, out var wanted)) continue;
            var before = mounted.Secrets.TryGetValue(secret.Id, out var value) ? digests.Of(value) : null;
            if (string.Equals(before, wanted, StringComparison.Ordinal)) continue;
            changes.Add(new(secret.Field, before is null ? null : SecretValue, before is null ? SecretValue : NewSecretValue, ClassOf(secret, before, mounted, rendered)));
        }

        // What a running container sees of directories that were replaced is nothing.
        return mounted.DirectoriesAreThere
            ? changes.ToValueList()
            : changes.Select(change => change with { Class = (ChangeClass)Math.Max((int)change.Class, (int)ChangeClass.Restart) }).ToValueList();
    }

    private static IEnumerable<FieldChange> Configuration(string? mounted, RenderedFile wanted, Dialect dialect)
    {
        try
        {
            if (mounted is not null)
                return ConfigDiff.Compare(mounted, wanted.Content, dialect).Select(change => change with { Path = $"{wanted.Name}#{change.Path}" });
        }
        catch (JsonException)
        {
            // Whoever wrote it, it was not us.
        }

        return [new(wanted.Name, Old: null, "as rendered", ChangeClass.Live)];
    }

    /// <summary>A release that takes its secrets in its configuration mounts a directory for files of secrets only when it is created with one.</summary>
    private static ChangeClass ClassOf(RenderedSecret secret, string? before, MountedFiles mounted, RenderedBot rendered)
    {
        var isFirstFile = before is null && secret.Delivery == SecretDelivery.File && rendered.Dialect == Dialect.January2026
            && !rendered.Secrets.Any(other => other.Delivery == SecretDelivery.File && mounted.Secrets.ContainsKey(other.Id));
        return isFirstFile ? ChangeClass.Recreate : secret.OnChange;
    }
}
