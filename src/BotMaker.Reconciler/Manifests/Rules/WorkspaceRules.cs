using System.Globalization;
using System.Text;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Files;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>
/// Checks the workspace and takes the content of its files in, so that a spec stands for itself: the last good one keeps working
/// when a source file is gone, and a changed source is a changed spec.
/// </summary>
internal static class WorkspaceRules
{
    public const int MaxFileBytes = 256 * 1024;

    private static readonly FieldPath Workspace = FieldPath.Of("spec", "workspace");

    /// <returns>The bot with every file inline.</returns>
    public static DesiredBot Fill(DesiredBot bot, string manifest, WorkspaceSources sources, List<UsedSource> used, RuleContext context)
    {
        var workspace = bot.Spec.Workspace;
        if (RelativePath.Problem(workspace.Path) is { } problem)
        {
            context.Report(MeaningCodes.WorkspacePath, Workspace["path"], $"{problem} The workspace must lie in the bot's home, the only place that is kept. Write for example workspace.");
        }

        Dictionary<string, WorkspaceFile> filled = new(StringComparer.Ordinal);
        foreach (var (path, file) in workspace.Files)
        {
            CheckName(path, workspace.Files, context);
            filled[path] = Fill(file, manifest, Workspace["files"][path], sources, used, context);
        }

        return bot with { Spec = bot.Spec with { Workspace = workspace with { Files = filled.ToValueMap() } } };
    }

    private static void CheckName(string path, ValueMap<WorkspaceFile> files, RuleContext context)
    {
        var own = Workspace["files"][path];
        if (RelativePath.Problem(path) is { } problem)
        {
            context.Report(MeaningCodes.WorkspaceFilePath, own, $"{problem} A file is named by its path inside of the workspace, for example AGENTS.md or skills/notes.md.");
        }
        else if (files.Keys.FirstOrDefault(other => other.StartsWith($"{path}/", StringComparison.Ordinal)) is { } inner)
        {
            context.Report(MeaningCodes.WorkspaceFilePath, own, $"'{path}' cannot be a file and the directory of '{inner}'.");
        }
    }

    private static WorkspaceFile Fill(WorkspaceFile file, string manifest, FieldPath path, WorkspaceSources sources, List<UsedSource> used, RuleContext context)
    {
        if (context.HasFailuresUnder(path)) return file;
        if (file.Inline is null == file.File is null)
        {
            context.Report(MeaningCodes.WorkspaceFileSource, path, "Give exactly one of 'inline' (the content) and 'file' (a file with it, relative to the manifest).");
            return file;
        }

        if (file.Inline is { } content)
        {
            if (Encoding.UTF8.GetByteCount(content) > MaxFileBytes)
            {
                context.Report(MeaningCodes.WorkspaceFileSize, path["inline"], string.Create(CultureInfo.InvariantCulture, $"The content is longer than {MaxFileBytes / 1024} KiB, which is the limit for one file."));
            }

            LiteralSecrets.CheckShape(content, path, context);
            return file;
        }

        if (RelativePath.Problem(file.File!) is { } problem)
        {
            context.Report(MeaningCodes.WorkspaceSourcePath, path["file"], $"{problem} The source must lie beside or below the manifest.");
            return file;
        }

        var source = sources.Read(manifest, file.File!, MaxFileBytes);
        used.Add(source.Used);
        if (source.Text is null)
        {
            context.Report(source.TooLarge ? MeaningCodes.WorkspaceFileSize : MeaningCodes.WorkspaceSourcePath, path["file"], source.Problem);
            return file;
        }

        LiteralSecrets.CheckShape(source.Text, path["file"], context);
        return file with { Inline = source.Text, File = null };
    }
}
