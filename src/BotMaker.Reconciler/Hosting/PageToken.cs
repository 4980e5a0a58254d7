using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Secrets;

namespace BotMaker.Reconciler.Hosting;

/// <summary>The bearer token of the status page: a file that only the daemon's user can read. Read for each request that brings one, so that a new one counts at once.</summary>
internal static class PageToken
{
    private const int Shortest = 24;

    /// <param name="file">Null: no token is accepted.</param>
    /// <param name="redactor">Learns it, so that no output ever shows it.</param>
    /// <exception cref="ConfigurationException">The file is missing, others can read it, or the token could be guessed.</exception>
    public static Func<string?> From(string? file, Redactor redactor)
    {
        if (file is null) return static () => null;
        if (Read(file, redactor, out var problem) is null) throw new ConfigurationException($"Http:TokenFile is '{file}': {problem}");
        return () => Read(file, redactor, out _);
    }

    private static string? Read(string file, Redactor redactor, out string problem)
    {
        var found = SecretFile.Read(file, strict: true);
        problem = found switch
        {
            SecretLookup.Missing => "there is no such file. Make one: (umask 077; openssl rand -hex 32 > FILE)",
            SecretLookup.Refused refused => refused.Message,
            SecretLookup.Found { Value: var value } when value.Reveal().Length < Shortest => $"a token has at least {Shortest} characters, so that nobody guesses it",
            _ => "",
        };
        if (problem.Length > 0) return null;
        var token = ((SecretLookup.Found)found).Value;
        redactor.Learn(token);
        return token.Reveal();
    }
}
