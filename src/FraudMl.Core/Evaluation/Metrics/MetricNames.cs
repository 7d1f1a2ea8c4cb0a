using System.Collections.Concurrent;
using System.Globalization;

namespace FraudMl;

/// <summary>The metrics of other packages, by name.</summary>
internal static class MetricNames
{
    private static readonly ConcurrentDictionary<string, Metric> Added = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Func<double, Metric>> Families = new(StringComparer.Ordinal);

    public static void Add(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (!ReferenceEquals(Added.GetOrAdd(metric.Name, metric), metric)) throw Taken(metric.Name);
    }

    public static void Add(string name, Func<double, Metric> family)
    {
        ArgumentNullException.ThrowIfNull(family);
        if (Families.GetOrAdd(name, family) != family) throw Taken(name);
    }

    /// <summary>Returns the metric of a name, or of a family's name with a number at its end that says the metric's own name; null
    /// when there is none.</summary>
    public static Metric? Find(string name) => Added.GetValueOrDefault(name) ?? Split(name, (family, parameter) =>
        Families.TryGetValue(family, out Func<double, Metric>? make) ? make(parameter) : null);

    /// <summary>Returns what is made of a name and the number at its end, if that says the name again.</summary>
    public static Metric? Split(string name, Func<string, double, Metric?> make)
    {
        int end = name.LastIndexOf('_');
        if (end < 0 || !double.TryParse(name.AsSpan(end + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double parameter))
            return null;
        Metric? metric = make(name[..end], parameter);
        return metric?.Name == name ? metric : null;
    }

    private static FraudMlException Taken(string name) =>
        new($"A metric named '{name}' has been added already, and this is another one. Keep one in a static field and add that, or give "
            + $"yours another name.");
}
