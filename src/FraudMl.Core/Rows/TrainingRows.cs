namespace FraudMl.Validation;

/// <summary>The training rows of one fold as a step sees them: columns as they stand at its place, and the labels.</summary>
/// <param name="Schema">The columns.</param>
/// <param name="Block">Their values.</param>
/// <param name="Labels">The labels, true is fraud.</param>
public sealed record TrainingRows(RowSchema Schema, RowBlock Block, ReadOnlyMemory<bool> Labels)
{
    private readonly ReadOnlyMemory<bool> _labels = Labels;

    /// <value>The labels, true is fraud.</value>
    /// <exception cref="FraudMlException">Thrown when the data has no label column.</exception>
    public ReadOnlyMemory<bool> Labels
    {
        get => !IsUnlabelled ? _labels : throw new FraudMlException(
            "The data has no label column, and this step learns from labels. Name one with schema.Label(\"…\"), or take the step out.");
        init => _labels = value;
    }

    // The learner needs no labels, and there are none.
    internal bool IsUnlabelled { get; init; }

    /// <value>The weights of the rows; empty when every row weighs 1.</value>
    public ReadOnlyMemory<float> Weights { get; init; }

    /// <value>The times of the events in microseconds; empty when unknown.</value>
    public ReadOnlyMemory<long> Timestamps { get; init; }

    // For messages; null when unknown.
    internal string? TimestampName { get; init; }

    /// <value>Entity keys by column name, as codes; empty when there are none.</value>
    public IReadOnlyDictionary<string, ReadOnlyMemory<int>> Keys { get; init; } = new Dictionary<string, ReadOnlyMemory<int>>();

    /// <summary>Returns the values of a number column, without padding.</summary>
    /// <param name="column">The column.</param>
    /// <exception cref="FraudMlException">Thrown when the column is of another kind.</exception>
    public ReadOnlySpan<float> Numbers(SchemaColumn column) => column.Kind == ColumnKind.Number
        ? Block.Numbers(column.Slot)[..Block.RowCount]
        : throw new FraudMlException($"Column '{column.Name}' must be a number here, and is {column.Kind}.") { ColumnName = column.Name };

    /// <summary>Returns the codes of a text column, without padding.</summary>
    /// <param name="column">The column.</param>
    /// <exception cref="FraudMlException">Thrown when the column is of another kind.</exception>
    public ReadOnlySpan<int> Codes(SchemaColumn column) => column.Kind == ColumnKind.Text
        ? Block.Codes(column.Slot)[..Block.RowCount]
        : throw new FraudMlException($"Column '{column.Name}' must be text here, and is {column.Kind}.") { ColumnName = column.Name };

    /// <summary>Returns what a fold scheme may look at.</summary>
    internal FoldInput ForFolds() => new(Labels) { Timestamps = Timestamps, Keys = Keys };

    /// <summary>Returns the labels as numbers, 1 is fraud.</summary>
    internal double[] Targets() => Array.ConvertAll(Labels.ToArray(), label => label ? 1.0 : 0.0);

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
