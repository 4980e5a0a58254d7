using System.Runtime.InteropServices;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Named pipes, which the base library cannot make.</summary>
internal static class Pipe
{
    public static void Make(string path) => mkfifo(path, 0x180).Should().Be(0);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mkfifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
