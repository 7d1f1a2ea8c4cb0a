namespace FraudMl;

/// <summary>What is added up; <see cref="None"/> where the place of a window tells the feature.</summary>
internal enum AggregateKind
{
    None,
    Sum,
    Deviation,
    Max,
    Distinct,
    Frauds,
}

/// <summary>What is added up, and of which of the history's numbers or texts; features of the same key and window share it.</summary>
internal readonly record struct AggregateKey(AggregateKind Kind, int Column)
{
    /// <value>About what a row costs that enters, in nanoseconds.</value>
    public int Cost => Kind switch
    {
        AggregateKind.None => 0,
        AggregateKind.Sum => 7,
        AggregateKind.Deviation => 25,
        AggregateKind.Distinct => 25,
        _ => 3,
    };

    public static AggregateKey Of(WindowFeature feature, IReadOnlyList<string> numbers, IReadOnlyList<string> texts)
    {
        AggregateKind kind = feature.Function switch
        {
            WindowFunction.Count or WindowFunction.SinceLast => AggregateKind.None,
            WindowFunction.StandardDeviation => AggregateKind.Deviation,
            WindowFunction.Max => AggregateKind.Max,
            WindowFunction.Distinct => AggregateKind.Distinct,
            WindowFunction.Risk => AggregateKind.Frauds,
            _ => AggregateKind.Sum,
        };
        IReadOnlyList<string> columns = feature.IsOfText ? texts : numbers;
        return new AggregateKey(kind, kind is AggregateKind.None or AggregateKind.Frauds ? 0
            : columns.Index().First(column => column.Item == feature.Column).Index);
    }

    public WindowAggregate New() => Kind switch
    {
        AggregateKind.Sum => new SumWindow(Column),
        AggregateKind.Deviation => new DeviationWindow(Column),
        AggregateKind.Max => new MaxWindow(Column),
        AggregateKind.Distinct => new DistinctWindow(Column),
        _ => new RiskWindow(),
    };
}
