using System.Text;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;

namespace BotMaker.Reconciler.Execution;

/// <summary>The last lines of a container, for people to find out why it failed: bounded, printable, without secrets.</summary>
internal sealed class FailureLog(IContainerEngine engine, Func<string, string> redact)
{
    private const int Lines = 40;
    private const int MostBytesRead = 256 * 1024;
    private const int MostCharacters = 4096;

    /// <returns>Null: it wrote nothing, or its log cannot be read, which is no reason to keep it.</returns>
    public async Task<string?> ReadAsync(string containerId, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        try
        {
            await foreach (var frame in engine.Containers.ReadLogsAsync(containerId, new ContainerLogQuery { Tail = Lines }, cancellationToken))
            {
                bytes.Write(frame.Data.Span);
                if (bytes.Length > MostBytesRead) break;
            }
        }
        catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) is not FailureKind.EngineDown)
        {
            return null;
        }

        // Secrets are taken out before anything is cut: half of one would not be recognised.
        var text = redact(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        return Cut(Printable(text).Trim());
    }

    private static string Printable(string text) => string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    private static string? Cut(string text)
    {
        if (text.Length == 0) return null;
        if (text.Length <= MostCharacters) return text;
        var rest = text[^MostCharacters..];
        return rest.IndexOf('\n', StringComparison.Ordinal) is > 0 and var line ? rest[(line + 1)..] : rest;
    }
}
