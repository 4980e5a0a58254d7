using System.CommandLine;

namespace BotMaker.Reconciler.Cli;

internal static class OutputOption
{
    /// <param name="formats">The first is the default.</param>
    public static Option<string> Create(params string[] formats)
    {
        var option = new Option<string>("--output", "-o") { Description = $"Form of the answer: {string.Join(", ", formats)}", HelpName = "FORM", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
