namespace FraudMl.Profiling;

/// <summary>How strongly columns go together, each with each.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Values">A symmetric table in the order of the columns; null where it is undefined.</param>
public sealed record CorrelationTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double?>> Values)
{
    /// <summary>Returns the columns.</summary>
    public override string ToString() => $"correlations of {RecordText.List(Columns)}";
}
