using BotMaker.Prometheus.Naming;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus.Writing;

internal sealed partial class FamilyCatalog
{
    [LoggerMessage(9011, LogLevel.Warning,
        "Instrument {Instrument} of meter {Meter} is left out of the metrics page: as a {Kind} it needs the name {Name}, "
        + "which the {OwnerKind} {Owner} has already. Rename one of the two, by the instrument's name or by a view.")]
    private partial void LogNameConflict(string instrument, string meter, MetricKind kind, string name, string owner, MetricKind ownerKind);

    [LoggerMessage(9012, LogLevel.Warning,
        "Instrument {Instrument} of meter {Meter} is left out of the metrics page: its unit \"{Unit}\" differs from \"{KnownUnit}\", "
        + "the unit of the family {Family} that it would join. Give both the same unit, or rename one.")]
    private partial void LogUnitConflict(string instrument, string meter, string family, string unit, string knownUnit);

    [LoggerMessage(9013, LogLevel.Warning,
        "Instrument {Instrument} of meter {Meter} is left out of the metrics page: its type {Type} is not known to this exporter.")]
    private partial void LogUnknownType(string instrument, string meter, MetricType type);

    [LoggerMessage(9014, LogLevel.Warning,
        "Family {Family} has several series with the labels {{{Labels}}}; only the first is on the metrics page. "
        + "Two meters share the instrument's name, or two tag keys became one label name. Further cases in this family are not reported.")]
    private partial void LogRepeatedSeries(string family, string labels);
}
