using System.Collections;
using Spectre.Console;

namespace BotMaker.Reconciler.Cli;

/// <summary>Where a command writes to, and what it may assume about it.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Errors, and hints for people.</param>
/// <param name="Environment">All variables.</param>
/// <param name="IsInteractive">Answers go to a terminal.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, IDictionary Environment, bool IsInteractive)
{
    private const int DefaultWidth = 200;

    /// <summary>Of this process.</summary>
    public static Terminal OfProcess() => new(Console.Out, Console.Error, System.Environment.GetEnvironmentVariables(), !Console.IsOutputRedirected);

    /// <summary>Colour only on a terminal, and not where <c>NO_COLOR</c> asks for none.</summary>
    public bool HasColour => IsInteractive && string.IsNullOrEmpty(Environment["NO_COLOR"] as string) && Environment["TERM"] as string is not "dumb";

    /// <summary>For tables. Away from a terminal it is wide, so that nothing is cut that a program may read.</summary>
    public IAnsiConsole Tables()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = HasColour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = HasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
        });
        if (!IsInteractive) console.Profile.Width = DefaultWidth;
        return console;
    }

    public string? Variable(string name) => Environment[name] as string;
}
