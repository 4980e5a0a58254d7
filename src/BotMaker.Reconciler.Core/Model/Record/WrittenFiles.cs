using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>Files that were written into a running container's directories and are not known to be in force. Written down before the files are.</summary>
/// <param name="Class">What puts them in force.</param>
/// <param name="Configuration">The configuration is among them.</param>
/// <param name="Secrets">Files of secrets are among them.</param>
/// <param name="At">What the gateway says about them, it says after this.</param>
public sealed record WrittenFiles(ChangeClass Class, bool Configuration, bool Secrets, DateTimeOffset At);
