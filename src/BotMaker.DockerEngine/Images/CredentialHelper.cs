using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BotMaker.DockerEngine.Json;

namespace BotMaker.DockerEngine.Images;

/// <summary>
/// Runs <c>docker-credential-NAME get</c>: the server goes in on standard input, JSON or an error text comes out on standard output. What it
/// prints is never repeated in a message, since it may be the secret.
/// </summary>
internal sealed class CredentialHelper(TimeProvider timeProvider)
{
    private const string NotFoundText = "credentials not found";
    private const string TokenUser = "<token>";
    private const int MaxAnswer = 64 * 1024;

    public async Task<Answer> GetAsync(string name, string? directory, string server, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // The name becomes part of a file name.
        if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            return new Answer(null, $"'{name}' cannot be the name of a credential helper.");
        var program = $"docker-credential-{name}";
        var path = directory is not null && Path.Combine(directory, program) is var own && File.Exists(own) ? own : program;
        using var deadline = new CancellationTokenSource(timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return Read(program, server, await RunAsync(path, server, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer(null, string.Create(CultureInfo.InvariantCulture, $"{program} did not answer for {server} within {timeout.TotalSeconds:0.###} s."));
        }
        catch (Win32Exception exception)
        {
            return new Answer(null, $"{program} cannot be run: {exception.Message}. Install it, or take it out of the Docker configuration file.");
        }
        catch (IOException)
        {
            return new Answer(null, $"{program} ended before it read which server was asked for ({server}).");
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string path, string server, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(path, ["get"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                UseShellExecute = false,
            },
        };
        process.Start();
        try
        {
            // Read and dropped, so that a talkative helper does not block on a full pipe.
            var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            await process.StandardInput.WriteAsync(server.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            var buffer = new char[MaxAnswer];
            var length = await process.StandardOutput.ReadBlockAsync(buffer, cancellationToken);
            await complaints;
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, new string(buffer, 0, length));
        }
        finally
        {
            End(process);
        }
    }

    private static Answer Read(string program, string server, (int ExitCode, string Output) result)
    {
        if (result.ExitCode != 0)
        {
            return result.Output.Contains(NotFoundText, StringComparison.OrdinalIgnoreCase)
                ? new Answer(null, null)
                : new Answer(null, string.Create(CultureInfo.InvariantCulture, $"{program} failed for {server} with exit code {result.ExitCode}. Try `echo {server} | {program} get` as this user."));
        }

        try
        {
            var answer = JsonSerializer.Deserialize(result.Output, DockerFilesJson.Default.CredentialHelperAnswer);
            return answer is { Username: { Length: > 0 } user, Secret: { } secret }
                ? new Answer(Credentials(server, user, secret), null)
                : new Answer(null, null);
        }
        catch (JsonException)
        {
            return new Answer(null, $"{program} answered for {server} with something that is not JSON.");
        }
    }

    private static RegistryCredentials Credentials(string server, string user, string secret) => user is TokenUser
        ? new RegistryCredentials { ServerAddress = server, IdentityToken = secret }
        : new RegistryCredentials { ServerAddress = server, Username = user, Password = secret };

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended between the two.
        }
    }

    /// <summary>Both null: the helper has none.</summary>
    internal readonly record struct Answer(RegistryCredentials? Credentials, string? Failure);
}
