using System.Globalization;

namespace BotMaker.Reconciler.Benchmarks.Reporting;

/// <summary>All rows as one table that can be read in a terminal and pasted into a document.</summary>
internal static class FigureTable
{
    private static readonly string[] Head = ["what", "measured", "floor", "ratio", "promise", "holds"];

    public static string Write(IReadOnlyList<Figure> figures)
    {
        List<string[]> rows = [Head, .. figures.Select(Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.ConvertAll(row => $"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |");
        lines.Insert(1, $"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|");
        return string.Join('\n', lines);
    }

    private static string[] Cells(Figure figure) =>
    [
        figure.What,
        figure.Measured,
        figure.Floor,
        figure.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "",
        figure.Promise,
        figure.Holds switch { true => "yes", false => "NO", null => "" },
    ];
}
