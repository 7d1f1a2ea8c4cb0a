namespace FraudMl;

/// <summary>The values of one row by feature name.</summary>
public readonly ref struct FeatureValues
{
    private readonly ReadOnlySpan<float> _values;
    private readonly IReadOnlyDictionary<string, int> _columns;

    internal FeatureValues(ReadOnlySpan<float> values, IReadOnlyDictionary<string, int> columns)
    {
        _values = values;
        _columns = columns;
    }

    /// <summary>Returns the value of a feature.</summary>
    /// <param name="name">The feature's name.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such feature.</exception>
    public float this[string name] => _values[RuleColumns.IndexOf(_columns, name)];
}
