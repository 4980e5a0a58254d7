using System.Runtime.CompilerServices;
using BotMaker.Prometheus.Naming;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus.Writing;

/// <summary>
/// Decides which family each metric stream belongs to. Names are worked out once for a stream; the first stream of a family fixes its
/// type, unit and help for the life of the process, so that a family never changes its type between two scrapes.
/// Not safe for concurrent use.
/// </summary>
internal sealed partial class FamilyCatalog(ILogger logger)
{
    // Weak, because the SDK drops the streams of a disposed meter. A value without a family is a stream that was dropped.
    private readonly ConditionalWeakTable<Metric, StrongBox<MetricFamily?>> _byStream = [];
    private readonly Dictionary<string, MetricFamily> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetricFamily> _byReservedName = new(StringComparer.Ordinal);
    private readonly HashSet<MetricFamily> _repeatsReported = [];

    /// <summary>Takes a family's names away from the streams.</summary>
    public void Reserve(MetricFamily family)
    {
        foreach (var name in family.ReservedNames())
            _byReservedName[name] = family;
    }

    /// <summary>Makes a family before its first stream. False: another family has one of its names.</summary>
    public bool TryRegister(MetricFamily family)
    {
        if (family.ReservedNames().Any(_byReservedName.ContainsKey))
            return false;
        Reserve(family);
        _byName[family.Name] = family;
        return true;
    }

    /// <summary>The families of one collection, in the order of their names, each with its streams in the order of registration.</summary>
    /// <param name="streams">What was collected.</param>
    /// <param name="always">Families that are there without a stream too.</param>
    public List<KeyValuePair<MetricFamily, List<Metric>>> Group(IEnumerable<Metric> streams, IEnumerable<MetricFamily> always)
    {
        var groups = always.ToDictionary(family => family, _ => new List<Metric>());
        foreach (var stream in streams)
        {
            if (!_byStream.TryGetValue(stream, out var box))
                _byStream.Add(stream, box = new StrongBox<MetricFamily?>(FamilyOf(stream)));
            if (box.Value is not { } family)
                continue;
            if (!groups.TryGetValue(family, out var members))
                groups[family] = members = [];
            members.Add(stream);
        }
        var sorted = groups.ToList();
        sorted.Sort((a, b) => string.CompareOrdinal(a.Key.Name, b.Key.Name));
        return sorted;
    }

    /// <summary>Says once for a family that two of its series are the same for Prometheus.</summary>
    public void ReportRepeatedSeries(MetricFamily family, string labels)
    {
        if (_repeatsReported.Add(family))
            LogRepeatedSeries(family.Name, labels);
    }

    private MetricFamily? FamilyOf(Metric stream)
    {
        if (KindOf(stream.MetricType) is not { } kind)
        {
            LogUnknownType(stream.Name, stream.MeterName, stream.MetricType);
            return null;
        }
        var (name, unit) = MetricName.From(stream.Name, stream.Unit, kind);
        if (_byName.TryGetValue(name, out var known) && known.Kind == kind)
        {
            if (unit is null || known.Unit is null || string.Equals(unit, known.Unit, StringComparison.Ordinal))
                return known;
            LogUnitConflict(stream.Name, stream.MeterName, name, unit, known.Unit);
            return null;
        }

        var family = new MetricFamily(name, kind, unit, stream.Description);
        foreach (var reserved in family.ReservedNames())
        {
            if (!_byReservedName.TryGetValue(reserved, out var owner))
                continue;
            LogNameConflict(stream.Name, stream.MeterName, kind, reserved, owner.Name, owner.Kind);
            return null;
        }
        Reserve(family);
        _byName[name] = family;
        return family;
    }

    private static MetricKind? KindOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => MetricKind.Counter,
        MetricType.LongGauge or MetricType.DoubleGauge => MetricKind.Gauge,
        // An up-down counter can fall, which a Prometheus counter must not.
        MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => MetricKind.Gauge,
        MetricType.Histogram or MetricType.ExponentialHistogram => MetricKind.Histogram,
        _ => null,
    };
}
