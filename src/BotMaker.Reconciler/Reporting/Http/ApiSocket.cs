using System.Globalization;
using System.Net.Sockets;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>The API's socket file: made so that nobody but its owner and its group can ever connect, and taken over only from the dead.</summary>
public static class ApiSocket
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>A bound socket that nobody can connect to before its mode and group are right, since it does not listen yet.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="group">Given the file, where a group of this name exists.</param>
    /// <exception cref="SocketUnavailableException">Somebody listens there, or something stands there that is not a socket. The message says what to do.</exception>
    public static Socket Bind(string path, string group)
    {
        MakeWay(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            // Without the group's permission while it is not the right group.
            if (FindGroup(group) is not { } id || SocketFile.TryChangeGroup(path, id)) File.SetUnixFileMode(path, Mode);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new SocketUnavailableException($"The socket '{path}' cannot be made: {exception.Message}. Its directory must exist and be writable, or name another one with --socket.", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void MakeWay(string path)
    {
        if (!Path.Exists(path)) return;
        if (!SocketFile.IsSocket(path)) throw new SocketUnavailableException($"'{path}' exists and is not a socket. Move it away, or name another one with --socket.");
        if (HasListener(path)) throw new SocketUnavailableException($"Another process listens on '{path}'. Stop it, or name another socket with --socket.");
        File.Delete(path);
    }

    private static bool HasListener(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionRefused)
        {
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static int? FindGroup(string name)
    {
        if (name.Length == 0 || !File.Exists("/etc/group")) return null;
        foreach (var line in File.ReadLines("/etc/group"))
        {
            var fields = line.Split(':');
            if (fields.Length >= 3 && string.Equals(fields[0], name, StringComparison.Ordinal)
                && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;
        }

        return null;
    }
}
