namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>A value as it was written, and where.</summary>
/// <param name="Text">As written.</param>
/// <param name="Source">For people: <c>flag --data</c>, <c>environment variable BOTMAKER__Data__Directory</c>, <c>/etc/botmaker/botmaker.yaml:7</c>, <c>default</c>.</param>
internal sealed record SettingValue(string Text, string Source);
