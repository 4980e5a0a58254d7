using System.Globalization;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli.Output;

/// <summary>An event as one line.</summary>
internal static class EventText
{
    public static string Line(BotEventDocument happened, bool withBot)
    {
        var time = happened.LastAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var bot = withBot ? $"{happened.Bot,-20} " : "";
        var count = happened.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (x{happened.Count})") : "";
        return $"{time}  {happened.Type,-7}  {bot}{happened.Kind,-8}  {happened.Reason,-22} {happened.Message.ReplaceLineEndings(" ")}{count}".TrimEnd();
    }
}
