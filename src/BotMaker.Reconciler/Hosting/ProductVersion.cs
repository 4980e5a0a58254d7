using System.Reflection;

namespace BotMaker.Reconciler.Hosting;

internal static class ProductVersion
{
    /// <summary>With the commit after a plus, where the build knew it.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
