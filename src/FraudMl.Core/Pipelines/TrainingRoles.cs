namespace FraudMl;

/// <summary>What the columns of the training data were for beside being features, so that a file to score is read like them.</summary>
/// <param name="Columns">The roles by column, of those that have one.</param>
/// <param name="TimestampUnit">The unit of a numeric timestamp.</param>
internal sealed record TrainingRoles(IReadOnlyDictionary<string, ColumnRoles> Columns, TimeUnit TimestampUnit)
{
    private const ColumnRoles Kept = ColumnRoles.Label | ColumnRoles.Timestamp | ColumnRoles.Key | ColumnRoles.Weight;

    public static TrainingRoles Of(Dataset data) => new(
        data.Columns.Where(column => column.Is(Kept))
            .ToDictionary(column => column.Name, column => column.Roles & Kept, StringComparer.Ordinal),
        data.TimestampUnit);

    /// <summary>Returns the column of a role; null where there was none.</summary>
    public string? ColumnOf(ColumnRoles role) => Columns.FirstOrDefault(column => (column.Value & role) != 0).Key;

    /// <summary>Checks roles that were read from a file.</summary>
    public void Check() => Damaged.Unless(
        Columns is not null && Columns.Values.All(roles => (roles & ~Kept) == 0) && Enum.IsDefined(TimestampUnit), "the pipeline",
        "has roles of columns that nobody knows");
}
