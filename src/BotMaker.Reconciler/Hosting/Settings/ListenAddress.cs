using System.Net;

namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>Address and port of a TCP listener.</summary>
internal static class ListenAddress
{
    /// <summary>The text as it is kept: empty for no listener.</summary>
    public static string Check(string text)
    {
        _ = Parse(text);
        return text is "off" ? "" : text;
    }

    /// <summary>Null: no listener.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IPEndPoint? Parse(string text)
    {
        if (text is "" or "off") return null;
        var local = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1{text["localhost".Length..]}" : text;
        // Without the check a bare address would be taken for port 0.
        var hasPort = local.LastIndexOf(':') > local.LastIndexOf(']') && (local.StartsWith('[') || local.IndexOf(':', StringComparison.Ordinal) == local.LastIndexOf(':'));
        return hasPort && IPEndPoint.TryParse(local, out var address)
            ? address
            : throw new FormatException("must be an address and a port, for example 127.0.0.1:9464 or [::1]:9464, or off");
    }
}
