namespace FraudMl.Data;

/// <summary>A column as it stands at one place of a pipeline: its name and the slot of a <see cref="RowBlock"/> that holds it.</summary>
/// <param name="Kind">How the values are stored.</param>
/// <param name="Slot">The slot among those of the same kind.</param>
/// <param name="Feature">What is known about it; its name is the column's.</param>
public sealed record SchemaColumn(ColumnKind Kind, int Slot, FeatureColumn Feature)
{
    /// <value>The texts of a text column by code; null for the other kinds.</value>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <value>The number from which a time that is used as a feature counts: it is taken from what is scored. 0
    /// for all other numbers.</value>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public double Origin { get; init; }

    /// <value>Whether nothing reads the input: no step, no learner and no decision. Nobody is asked for it, and none
    /// of its texts are kept.</value>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnread { get; init; }

    /// <value>The column's name.</value>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => Feature.Name;

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
