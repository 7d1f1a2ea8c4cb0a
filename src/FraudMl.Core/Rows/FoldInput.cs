namespace FraudMl.Validation;

/// <summary>What a fold scheme may look at.</summary>
/// <param name="Labels">The labels, true is fraud.</param>
public sealed record FoldInput(ReadOnlyMemory<bool> Labels)
{
    /// <value>The times of the events in microseconds; empty when unknown.</value>
    public ReadOnlyMemory<long> Timestamps { get; init; }

    /// <value>Entity keys by column name, as codes; empty when there are none.</value>
    public IReadOnlyDictionary<string, ReadOnlyMemory<int>> Keys { get; init; } = new Dictionary<string, ReadOnlyMemory<int>>();

    /// <summary>Returns what a dataset offers.</summary>
    /// <param name="data">The dataset.</param>
    public static FoldInput Of(Dataset data) => Of(data, data.Labels.ToArray());

    /// <summary>Returns what a dataset offers to a part that needs no labels: without a label column every row counts as
    /// legitimate.</summary>
    internal static FoldInput OfUnlabelled(Dataset data) => data.HasLabels ? Of(data) : Of(data, new bool[data.RowCount]);

    private static FoldInput Of(Dataset data, bool[] labels) => new(labels)
    {
        Timestamps = data.HasTimestamps ? data.Timestamps.ToArray() : default,
        Keys = data.Columns.OfType<TextColumn>().Where(column => column.Is(ColumnRoles.Key))
            .ToDictionary(column => column.Name, column => (ReadOnlyMemory<int>)column.Codes.ToArray()),
    };

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
