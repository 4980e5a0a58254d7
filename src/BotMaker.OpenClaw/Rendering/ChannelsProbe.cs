using System.Globalization;
using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>
/// Asks the gateway for its channels. The command runs inside the bot's own memory limit and needs 211 MB of it, so it is not begun where that could
/// cost the bot its life.
/// </summary>
public static class ChannelsProbe
{
    /// <summary>The exit code of a probe that was not begun.</summary>
    public const int TooLittleMemory = 75;

    public const long NeededBytes = 400L * 1024 * 1024;

    // What the kernel would give back at once does not count as used. Either generation of control groups.
    private const string Shell =
        """
        group=/sys/fs/cgroup; used=$group/memory.current; stat=$group/memory.stat
        [ -r "$used" ] || { group=$group/memory; used=$group/memory.usage_in_bytes; stat=$group/memory.stat; }
        if [ -r "$used" ]; then
          idle=$(sed -n -e 's/^total_inactive_file //p' "$stat"); [ -n "$idle" ] || idle=$(sed -n -e 's/^inactive_file //p' "$stat")
          left=$(($1 - $(cat "$used") + ${idle:-0}))
          [ "$left" -ge "$2" ] || { echo "$left"; exit 75; }
        fi
        shift 2
        exec "$@"
        """;

    internal static ValueList<string> Render(BotSpec spec, Dialect dialect)
    {
        var ask = GatewayCommand.OpenClaw(dialect, "health", "--json", "--timeout", "5000");
        return spec.Resources.MemoryBytes is { } limit
            ? ["sh", "-c", Shell, "probe", limit.ToString(CultureInfo.InvariantCulture), NeededBytes.ToString(CultureInfo.InvariantCulture), .. ask]
            : ask;
    }
}
