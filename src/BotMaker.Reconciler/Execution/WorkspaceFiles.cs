using System.Text;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Puts the manifest's files into the bot's workspace: those to seed where nothing is, those to enforce whenever they differ. The bot controls
/// what is in its home, so every step is made beneath the one before and no link is followed.
/// </summary>
internal sealed class WorkspaceFiles(DataDirectory data, BotDirectories directories)
{
    /// <summary>How a file of the workspace is named among what differs.</summary>
    public const string PathPrefix = "workspace#";

    /// <summary>Writes what is missing or must not differ.</summary>
    /// <returns>Null: all is as the manifest wants it.</returns>
    public ActionOutcome.Failed? Write(DesiredBot bot)
    {
        if (bot.Spec.Workspace.Files.Count == 0) return null;
        try
        {
            var uid = directories.UidOf(bot);
            foreach (var (name, file) in bot.Spec.Workspace.Files) Write(bot, name, file, uid);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failures.Failed(
                "WorkspaceRefused",
                $"A file of spec.workspace.files could not be put into the bot's home: {exception.Message}. Links are not followed there; remove what stands in the way.");
        }
    }

    /// <summary>Files to enforce that are not as given. One that is to be seeded is the bot's from its first start on.</summary>
    public ValueList<FieldChange> Differences(DesiredBot bot)
    {
        if (bot.Spec.Workspace.Files.All(file => file.Value.Mode != WorkspaceFileMode.Enforce) || !Directory.Exists(data.Home(bot.Id))) return [];
        return bot.Spec.Workspace.Files
            .Where(file => file.Value.Mode == WorkspaceFileMode.Enforce && !Holds(bot, file.Key, file.Value))
            .Select(file => new FieldChange(PathPrefix + file.Key, Old: null, "as given", ChangeClass.Live))
            .ToValueList();
    }

    private void Write(DesiredBot bot, string name, WorkspaceFile file, int uid)
    {
        var (parents, leaf) = Split(bot, name);
        var directory = BeneathDirectory.Open(data.Home(bot.Id));
        try
        {
            foreach (var parent in parents)
            {
                var next = directory.Enter(parent, uid);
                directory.Dispose();
                directory = next;
            }

            var content = Encoding.UTF8.GetBytes(file.Inline ?? "");
            if (file.Mode == WorkspaceFileMode.Enforce ? !directory.Holds(leaf, content) : !directory.Has(leaf))
                directory.Write(leaf, content, uid, replace: file.Mode == WorkspaceFileMode.Enforce);
        }
        finally
        {
            directory.Dispose();
        }
    }

    private bool Holds(DesiredBot bot, string name, WorkspaceFile file)
    {
        var (parents, leaf) = Split(bot, name);
        BeneathDirectory? directory = null;
        try
        {
            directory = BeneathDirectory.Open(data.Home(bot.Id));
            foreach (var parent in parents)
            {
                var next = directory.Find(parent);
                directory.Dispose();
                directory = next;
                if (directory is null) return false;
            }

            return directory.Holds(leaf, Encoding.UTF8.GetBytes(file.Inline ?? ""));
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            directory?.Dispose();
        }
    }

    /// <exception cref="IOException">The name leads out of the workspace. Manifests with such names are refused long before.</exception>
    private static (string[] Parents, string Leaf) Split(DesiredBot bot, string name)
    {
        string[] parts = [.. bot.Spec.Workspace.Path.Split('/', StringSplitOptions.RemoveEmptyEntries), .. name.Split('/')];
        if (name.StartsWith('/') || Array.Exists(parts, part => part is "" or "." or "..")) throw new IOException($"'{name}' leads out of the workspace");
        return (parts[..^1], parts[^1]);
    }
}
