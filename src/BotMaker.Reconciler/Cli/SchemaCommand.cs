using System.CommandLine;
using System.Text;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>schema</c>: the JSON Schema of the manifest.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("schema", "Print the JSON Schema of the manifest, for editors");
        command.SetAction(async (_, _) =>
        {
            await terminal.Out.WriteAsync(Encoding.UTF8.GetString(SpecDocument.ToUtf8(ManifestSchema.Build())));
            return ExitCode.Ok;
        });
        return command;
    }
}
