namespace FraudMl;

/// <summary>A number that says how good scores or decisions are.</summary>
public sealed class Metric
{
    private readonly Func<Tally, MetricValue>? _ofTally;
    private readonly Func<ScoredRows, MetricValue>? _ofRows;

    internal Metric(string name, bool higherIsBetter, Func<Tally, MetricValue> compute) =>
        (Name, HigherIsBetter, _ofTally) = (name, higherIsBetter, compute);

    private Metric(string name, MetricDirection direction, Func<Tally, MetricValue>? ofTally, Func<ScoredRows, MetricValue>? ofRows)
    {
        if (string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/'))
            throw new FraudMlException($"The name of a metric must be letters, digits and _ - . /, at least one. Got '{name}' instead.");
        if (Metrics.All.Any(known => known.Name == name))
            throw new FraudMlException($"'{name}' is the name of a metric of Metrics.All. Give yours another name.");
        (Name, HigherIsBetter, _ofTally, _ofRows) = (name, direction == MetricDirection.HigherIsBetter, ofTally, ofRows);
    }

    /// <value>The name, as scikit-learn and MLflow write it, for example <c>average_precision</c>.</value>
    public string Name { get; }

    /// <value>Whether a larger value is better.</value>
    public bool HigherIsBetter { get; }

    /// <value>Whether it is about what decisions cost: validation takes the decisions that pay.</value>
    internal bool IsOfCosts { get; init; }

    /// <summary>Returns a metric of your own. It is compared, tuned by, tracked and given intervals as ours are.</summary>
    /// <param name="name">Its name: letters, digits and <c>_ - . /</c>, and not that of a metric of <c>Metrics.All</c>. Two metrics of
    /// one name count as one.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="compute">
    /// Its value on scored rows, NaN where it is undefined. Weights count: a bootstrap draw is the same rows with
    /// other weights. It is called from several threads.
    /// </param>
    /// <remarks>One that is found by its name, in definitions and in runs that are reproduced, is made known by
    /// <c>Metrics.Add</c>.</remarks>
    /// <exception cref="FraudMlException">Thrown when the name is empty, taken, or has other characters.</exception>
    public static Metric Of(string name, MetricDirection direction, Func<ScoredRows, double> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return new Metric(name, direction, null, rows => Defined(new(compute(rows))));
    }

    /// <summary>Returns a metric of your own as <see cref="Of"/> does, about what decisions cost: validation takes the
    /// decisions that pay.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="compute">Its value on scored rows, whose <see cref="ScoredRows.Costs"/> are null where no costs are known.</param>
    /// <exception cref="FraudMlException">Thrown when the name is empty, taken, or has other characters.</exception>
    public static Metric OfCosts(string name, MetricDirection direction, Func<ScoredRows, double> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return new Metric(name, direction, null, rows => Defined(new(compute(rows)))) { IsOfCosts = true };
    }

    /// <summary>
    /// Returns a metric of your own that looks at sorted scores or at the counts of decisions. The rows are
    /// sorted once for all metrics and all bootstrap draws, as for ours.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="compute">Its value, or why there is none. It is called from several threads, and must not keep the tally,
    /// which is filled anew.</param>
    /// <exception cref="FraudMlException">Thrown when the name is empty, taken, or has other characters.</exception>
    public static Metric OfTally(string name, MetricDirection direction, Func<Tally, MetricValue> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return new Metric(name, direction, tally => Defined(compute(tally)), null);
    }

    /// <summary>Returns the value; NaN where it is undefined.</summary>
    /// <param name="rows">The scored rows.</param>
    public double Compute(ScoredRows rows) => Evaluate(rows).Value;

    /// <summary>Returns the value, or why there is none.</summary>
    /// <param name="rows">The scored rows.</param>
    public MetricValue Evaluate(ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _ofRows?.Invoke(rows) ?? _ofTally!(rows.Tally);
    }

    /// <summary>Returns whether one value is better than another; an undefined value never is.</summary>
    /// <param name="value">The value asked about.</param>
    /// <param name="other">The value to beat; any number beats NaN.</param>
    public bool IsBetter(double value, double other) =>
        !double.IsNaN(value) && (double.IsNaN(other) || (HigherIsBetter ? value > other : value < other));

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    internal MetricValue Evaluate(Tally tally) => _ofTally?.Invoke(tally) ?? _ofRows!(tally.Redrawn());

    private static MetricValue Defined(MetricValue value) =>
        double.IsNaN(value.Value) && value.IsDefined ? MetricValue.Undefined("the metric gave none") : value;
}
