namespace FraudMl.Options;

/// <summary>States the default search range of an option.</summary>
/// <param name="low">The smallest value tried.</param>
/// <param name="high">The largest value tried.</param>
/// <param name="scale">How the range is walked.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TuneAttribute(double low, double high, Scale scale = Scale.Linear) : Attribute
{
    /// <summary>States that every value is tried, of an option that is an enum or yes and no.</summary>
    public TuneAttribute()
        : this(double.NaN, double.NaN)
    {
    }

    /// <value>The smallest value tried.</value>
    public double Low { get; } = low;

    /// <value>The largest value tried.</value>
    public double High { get; } = high;

    /// <value>How the range is walked.</value>
    public Scale Scale { get; } = scale;

    /// <value>What the size of the data keeps the range below. Default nothing.</value>
    public TuneCap Cap { get; init; }

    /// <value>Whether the time of a trial grows with the option, as with the number of trees: searches that mind the cost begin at
    /// <see cref="Low"/>. Default false.</value>
    public bool IsCostly { get; init; }
}
