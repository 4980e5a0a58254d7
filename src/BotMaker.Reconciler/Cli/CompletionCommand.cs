using System.CommandLine;
using BotMaker.Reconciler.Hosting;

namespace BotMaker.Reconciler.Cli;

/// <summary><c>completion SHELL</c>: a script that makes a shell ask this program what may come next.</summary>
internal static class CompletionCommand
{
    public static readonly string[] Examples =
    [
        "source <(botmaker completion bash)                                   # for this shell",
        "botmaker completion bash > /etc/bash_completion.d/botmaker",
        "botmaker completion zsh  > \"${fpath[1]}/_botmaker\"",
        "botmaker completion fish > ~/.config/fish/completions/botmaker.fish",
    ];

    private const string Bash =
        """
        # bash completion for botmaker
        _botmaker()
        {
            local word=${COMP_WORDS[COMP_CWORD]} line
            COMPREPLY=()
            while IFS= read -r line; do
                case $line in "$word"*) COMPREPLY+=("$line") ;; esac
            done < <(botmaker "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
        }
        complete -o default -F _botmaker botmaker

        """;

    private const string Zsh =
        """
        #compdef botmaker
        # zsh completion for botmaker
        _botmaker()
        {
            local -a suggestions
            suggestions=("${(@f)$(botmaker "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -- $suggestions || _files
        }
        if [ "$funcstack[1]" = "_botmaker" ]; then _botmaker "$@"; else compdef _botmaker botmaker; fi

        """;

    private const string Fish =
        """
        # fish completion for botmaker
        function __botmaker_suggest
            set -l line (commandline -cp)
            botmaker "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c botmaker -a '(__botmaker_suggest)'

        """;

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script with which a shell completes commands, options and names of bots") { shell };
        command.SetAction(async (parsed, _) =>
        {
            await terminal.Out.WriteAsync(parsed.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash });
            return ExitCode.Ok;
        });
        return command;
    }
}
