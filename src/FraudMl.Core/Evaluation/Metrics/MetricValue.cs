using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>The value of a metric, or why there is none.</summary>
/// <param name="Value">The value; NaN when undefined.</param>
/// <param name="UndefinedBecause">Why there is no value; null when there is one.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct MetricValue(double Value, string? UndefinedBecause = null)
{
    internal const string OneClass = "the rows have only one class";

    /// <value>Whether there is a value.</value>
    [JsonIgnore]
    public bool IsDefined => UndefinedBecause is null;

    /// <summary>Returns that there is no value.</summary>
    /// <param name="because">Why, in a few words without a full stop, for example <c>the rows have only one class</c>.</param>
    public static MetricValue Undefined(string because) => new(double.NaN, because);

    internal static MetricValue Ratio(double part, double whole, string undefinedBecause) =>
        whole == 0 ? Undefined(undefinedBecause) : new(part / whole);
}
