namespace FraudMl;

/// <summary>What must hold for made-up rows, beside what the columns say themselves: whole numbers, bounds and one-hot
/// groups always hold.</summary>
public sealed record SyntheticRules
{
    /// <value>Columns that a made-up row copies from its parent. Default none.</value>
    public IReadOnlyList<string> ImmutableColumns { get; init; } = [];

    /// <value>Columns computed from the other columns of the made-up row, in this order. Default none.</value>
    public IReadOnlyDictionary<string, DerivedValue> DerivedColumns { get; init; } = new Dictionary<string, DerivedValue>();

    /// <value>Whether rows may have missing values: distances then use the columns that both rows have, scaled up to all.
    /// Slower. Default false.</value>
    public bool AllowMissing { get; init; }

    /// <value>A key column whose entities are never mixed: parent and neighbour belong to the same one. Default null.</value>
    public string? EntityKey { get; init; }

    /// <value>Whether neighbours are taken from the past of their parent only. Default false.</value>
    public bool PastOnly { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
