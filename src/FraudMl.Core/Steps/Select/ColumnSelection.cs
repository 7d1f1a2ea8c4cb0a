namespace FraudMl.Steps;

/// <summary>What a selecting step thought of its columns.</summary>
/// <param name="Step">The step.</param>
/// <param name="Columns">Its columns in order.</param>
public sealed record ColumnSelection(string Step, IReadOnlyList<SelectedColumn> Columns)
{
    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
