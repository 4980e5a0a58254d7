using System.Globalization;
using BotMaker.OpenClaw.Releases;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Rendering;

/// <summary>
/// Asks the gateway over loopback inside the container, which every bind mode serves. The body decides: a path that a release does
/// not know answers 200 with a web page. Node is in every OpenClaw image; wget serves images that only stand in for one.
/// </summary>
internal static class ProbeScript
{
    private const string Shell =
        """
        if command -v node >/dev/null 2>&1; then exec env -u NODE_OPTIONS node -e "$1" "$2" "$3" "$4"; fi
        body=$(timeout "$5" wget -q -O - "$2") || { echo "no answer from $2"; exit 1; }
        printf '%.300s\n' "$body"
        [ -n "$3" ] || exit 0
        case $(printf %s "$body" | tr -d ' \n') in *"$3"*) exit 0 ;; esac
        exit 1
        """;

    // With an empty second argument any answer below 500 will do.
    private const string Script =
        """
        const [url, wanted, limit] = process.argv.slice(1);
        fetch(url, { signal: AbortSignal.timeout(Number(limit)) }).then(async answer => {
          const body = await answer.text();
          console.log(answer.status + (wanted ? ' ' + body.trim().slice(0, 300) : ''));
          let compact = '';
          try { compact = JSON.stringify(JSON.parse(body)); } catch {}
          process.exit((wanted ? answer.status === 200 && compact.includes(wanted) : answer.status < 500) ? 0 : 1);
        }).catch(error => { console.log('no answer from ' + url + ': ' + (error.cause?.code ?? error.name)); process.exit(1); });
        """;

    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    public static ValueList<string> Health(OpenClawRelease release, BotSpec spec) => ReleaseSupport.HealthPath(release) switch
    {
        "/startupz" => Ask(spec, "/startupz", "\"ok\":true,\"status\":\"started\""),
        "/healthz" => Ask(spec, "/healthz", "\"ok\":true,\"status\":\"live\""),
        _ => Ask(spec, "/", ""),
    };

    public static ValueList<string>? Readiness(OpenClawRelease release, BotSpec spec) =>
        ReleaseSupport.HasReadiness(release) ? Ask(spec, "/readyz", "\"ready\":true") : null;

    private static ValueList<string> Ask(BotSpec spec, string path, string wanted)
    {
        // The probe gives up before the engine does, so that its own words are what is recorded.
        var limit = spec.Health.Timeout - Margin;
        if (limit < Margin) limit = Margin;
        var milliseconds = ((long)limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var seconds = Math.Max(1, (long)limit.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{spec.Gateway.Port}{path}");
        return ["sh", "-c", Shell, "probe", Script, url, wanted, milliseconds, seconds];
    }
}
