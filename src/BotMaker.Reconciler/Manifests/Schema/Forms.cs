using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>Forms of text. Each says what is wrong and what to write; null: nothing is wrong.</summary>
/// <remarks>A pattern's time limit is one of the wall clock, and what it ends is the scan: long enough for a host where a thread waits for seconds.</remarks>
internal static partial class Forms
{
    public static string? SecretName(string text) => SecretNameForm().IsMatch(text)
        ? null
        : "A secret's name has letters, digits, '.', '_' and '-', begins with a letter or digit and is at most 128 long. A value may not stand here.";

    public static string? Image(string text) => text.Length <= 512 && ImageForm().IsMatch(text)
        ? null
        : "This is not an image reference. Write [registry[:port]/]name[:tag][@sha256:digest] in lower case, for example ghcr.io/openclaw/openclaw:2026.9.6.";

    public static string? Release(string text) => ReleaseForm().IsMatch(text) ? null : "This is not a release. Write it as OpenClaw does, for example \"2026.9.6\", or auto.";

    public static string? ModelId(string text) => ModelIdForm().IsMatch(text) ? null : "This is not a model. Write provider/model, for example anthropic/claude-opus-4-5.";

    public static string? ProviderName(string text) => ProviderNameForm().IsMatch(text) ? null : "A provider's name has lower-case letters, digits, '.', '_' and '-', and begins with a letter or digit.";

    public static string? HttpAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo.Length: 0, Host.Length: > 0 }
        ? null
        : "This is not an address. Write http:// or https:// and a host, without a user or password.";

    public static string? Address(string text) => IsAddress(text) ? null : "This is not an IP address. Write for example 127.0.0.1.";

    public static string? HostAddress(string text) =>
        IsAddress(text) || text is "host-gateway" ? null : "This is not an IP address. Write for example 10.0.0.7, or host-gateway for the host itself.";

    public static string? BindAddress(string text) => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && IsAddress(text) && !IPAddress.Any.Equals(address)
        ? null
        : "This is not an IPv4 address that the gateway can bind. Write one of the container's own; for all of them write bind: lan.";

    public static string? HostName(string text) => text.Length <= 253 && HostNameForm().IsMatch(text) ? null : "This is not a host name. Write letters, digits, '-' and dots.";

    public static string? NetworkName(string text) => NetworkNameForm().IsMatch(text) ? null : "This is not a network's name. Write letters, digits, '_', '.' and '-'.";

    public static string? EnvName(string text) => EnvNameForm().IsMatch(text) ? null : "This is not a variable's name. Write letters, digits and '_', not beginning with a digit.";

    public static string? EnvValue(string text) => text.Contains('\0', StringComparison.Ordinal) ? "A variable cannot hold a NUL character." : null;

    public static string? LabelKey(string text) => LabelKeyForm().IsMatch(text) ? null : "This is not a key for a label or annotation. Write letters, digits, '.', '_', '-' and '/', a letter or digit at both ends, at most 128.";

    public static string? Capability(string text) => CapabilityForm().IsMatch(text) ? null : "This is not a capability. Write ALL, or a name such as NET_RAW.";

    /// <summary>In the full spelling only: the parser of the platform also takes <c>1</c> and <c>0x7f.1</c>.</summary>
    private static bool IsAddress(string text) => IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.Contains('[', StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal) : string.Equals(address.ToString(), text, StringComparison.Ordinal));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.None, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex SecretNameForm();

    [GeneratedRegex(@"^((localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?=:[0-9]))(:[0-9]{1,5})?/)?[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex ImageForm();

    [GeneratedRegex(@"^[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}(-[0-9A-Za-z.-]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex ReleaseForm();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*/[^\s/][^\s]*\z", RegexOptions.None, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex ModelIdForm();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex ProviderNameForm();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex HostNameForm();

    [GeneratedRegex(@"^([A-Za-z0-9][A-Za-z0-9_.-]{0,127})?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex NetworkNameForm();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,127}\z", RegexOptions.None, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex EnvNameForm();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._/-]{0,126}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex LabelKeyForm();

    [GeneratedRegex(@"^(CAP_)?[A-Z][A-Z_]{1,40}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex CapabilityForm();
}
