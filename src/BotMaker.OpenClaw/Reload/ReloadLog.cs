namespace BotMaker.OpenClaw.Reload;

/// <summary>
/// Reads a gateway's log lines about its configuration. They are the only place where a gateway tells what it made of a changed file; all releases that
/// are supported write the same words (its <c>config-reload</c> and the reload handlers).
/// </summary>
public static class ReloadLog
{
    private static readonly (string Fragment, ReloadSign Sign)[] Known =
    [
        ("config reload skipped (", ReloadSign.Refused),
        ("config reload failed", ReloadSign.Refused),
        ("config change requires gateway restart", ReloadSign.NeedsRestart),
        ("config reload requires gateway restart", ReloadSign.NeedsRestart),
        ("config reload disabled", ReloadSign.NeedsRestart),
        ("config hot reload applied", ReloadSign.Applied),
        ("config change applied", ReloadSign.Applied),
        ("config change detected; evaluating reload", ReloadSign.Noticed),
    ];

    public static ReloadSign Read(string line)
    {
        foreach (var (fragment, sign) in Known)
        {
            if (line.Contains(fragment, StringComparison.Ordinal)) return sign;
        }

        return ReloadSign.None;
    }

    /// <summary>The last word of several lines, and the line that it stands in.</summary>
    public static (ReloadSign Sign, string Line) Last(IEnumerable<string> lines)
    {
        var last = (Sign: ReloadSign.None, Line: "");
        foreach (var line in lines)
        {
            if (Read(line) is not ReloadSign.None and var sign) last = (sign, line.Trim());
        }

        return last;
    }
}
