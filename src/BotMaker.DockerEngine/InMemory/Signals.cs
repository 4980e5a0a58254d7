using System.Globalization;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Signal names as the engine reads them: with or without SIG, or a number.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Term = 15;

    private static readonly Dictionary<string, int> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HUP"] = 1, ["INT"] = 2, ["QUIT"] = 3, ["ABRT"] = 6, ["KILL"] = Kill, ["USR1"] = 10, ["USR2"] = 12, ["PIPE"] = 13, ["ALRM"] = 14,
        ["TERM"] = Term, ["CHLD"] = 17, ["CONT"] = 18, ["STOP"] = 19, ["TSTP"] = 20, ["WINCH"] = 28,
    };

    public static int Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 64) return number;
        string name = text.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        return Numbers.TryGetValue(name, out number) ? number : throw EngineRefusalException.Invalid($"Invalid signal: {text}");
    }

    /// <summary>Signals that end a process which does not handle them in another way; the others are for reloads and the like.</summary>
    public static bool Ends(int signal, int stopSignal) => signal == stopSignal || signal is 2 or 3 or Term;
}
