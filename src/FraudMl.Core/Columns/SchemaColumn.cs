namespace FraudMl.Data;

/// <summary>A column as it stands at one place of a pipeline: its name and the slot of a <see cref="RowBlock"/> that holds it.</summary>
/// <param name="Kind">How the values are stored.</param>
/// <param name="Slot">The slot among those of the same kind.</param>
/// <param name="Feature">What is known about it; its name is the column's.</param>
public sealed record SchemaColumn(ColumnKind Kind, int Slot, FeatureColumn Feature)
{
    /// <value>The texts of a text column by code; null for the other kinds.</value>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <value>The column's name.</value>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => Feature.Name;
}
