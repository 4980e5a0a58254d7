using System.CommandLine;

namespace BotMaker.Reconciler.Cli;

/// <summary>The library takes a misspelt option for one more value of an argument that takes several.</summary>
internal static class NoOption
{
    public static void Validate(Argument<string[]> argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value.StartsWith('-')) result.AddError($"Unrecognized option '{token.Value}'.");
        }
    });
}
