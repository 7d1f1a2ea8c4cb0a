namespace FraudMl;

/// <summary>A number that says how good scores or decisions are.</summary>
public sealed class Metric
{
    private readonly Func<Tally, MetricValue> _compute;

    internal Metric(string name, bool higherIsBetter, Func<Tally, MetricValue> compute) =>
        (Name, HigherIsBetter, _compute) = (name, higherIsBetter, compute);

    /// <value>The name, as scikit-learn and MLflow write it, for example <c>average_precision</c>.</value>
    public string Name { get; }

    /// <value>Whether a larger value is better.</value>
    public bool HigherIsBetter { get; }

    /// <summary>Returns the value; NaN where it is undefined.</summary>
    /// <param name="rows">The scored rows.</param>
    public double Compute(ScoredRows rows) => Evaluate(rows).Value;

    /// <summary>Returns the value, or why there is none.</summary>
    /// <param name="rows">The scored rows.</param>
    public MetricValue Evaluate(ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _compute(rows.Tally);
    }

    /// <summary>Returns whether one value is better than another; an undefined value never is.</summary>
    /// <param name="value">The value asked about.</param>
    /// <param name="other">The value to beat; any number beats NaN.</param>
    public bool IsBetter(double value, double other) =>
        !double.IsNaN(value) && (double.IsNaN(other) || (HigherIsBetter ? value > other : value < other));

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    internal MetricValue Evaluate(Tally tally) => _compute(tally);
}
