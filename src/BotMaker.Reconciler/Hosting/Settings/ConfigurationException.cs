namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>The configuration is wrong: <c>run</c> ends with 78. Each problem names the key and where its value came from.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public ConfigurationException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems { get; } = problems;
}
