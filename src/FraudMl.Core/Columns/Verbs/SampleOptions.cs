namespace FraudMl;

/// <summary>Options of <c>Sample</c>.</summary>
public sealed record SampleOptions : ValidatedOptions
{
    /// <value>The seed; the same rows for the same seed. Default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>Whether the share counts among legitimate rows and every fraud stays. Default true; without a label it counts among
    /// all rows.</value>
    public bool KeepFrauds { get; init; } = true;

    /// <value>
    /// The column that gets the weight of each row, its role <see cref="ColumnRoles.Weight"/>: 1 for a row that was sure to stay, and for
    /// the others how many rows each stands for. Weights that are there are multiplied. Default null: no column, and shares of
    /// frauds are those of the sample.
    /// </value>
    public string? WeightColumn { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (WeightColumn is not null && string.IsNullOrWhiteSpace(WeightColumn)) yield return "WeightColumn must not be blank.";
    }
}
