namespace FraudMl;

/// <summary>Says of a property, or of the parameter of a record that stands for it, what its column is for.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public abstract class RowAttribute : Attribute
{
    private protected RowAttribute()
    {
    }

    /// <summary>Says it to a schema.</summary>
    internal virtual void Describe(DatasetSchema schema, string column)
    {
    }
}

/// <summary>The fraud label, as <see cref="DatasetSchema.Label"/> says it.</summary>
public sealed class RowLabelAttribute : RowAttribute
{
    /// <value>The value that means fraud; null for 1 or true. Default null.</value>
    public string? Positive { get; set; }

    internal override void Describe(DatasetSchema schema, string column) => schema.Label(column, Positive);
}

/// <summary>The time of the event, as <see cref="DatasetSchema.Timestamp"/> says it.</summary>
public sealed class RowTimestampAttribute : RowAttribute
{
    /// <value>The unit of a number; times need none. Default <see cref="TimeUnit.Seconds"/>.</value>
    public TimeUnit Unit { get; set; }

    /// <value>How a text is written where it is not ISO 8601, for example <c>dd.MM.yyyy HH:mm</c>. Default null.</value>
    public string? Format { get; set; }

    internal override void Describe(DatasetSchema schema, string column) => schema.Timestamp(column, Unit, Format);
}

/// <summary>An entity key, such as a card or a terminal, as <see cref="DatasetSchema.Key"/> says it.</summary>
public sealed class RowKeyAttribute : RowAttribute
{
    internal override void Describe(DatasetSchema schema, string column) => schema.Key(column);
}

/// <summary>The weight of the row, as <see cref="DatasetSchema.Weight"/> says it.</summary>
public sealed class RowWeightAttribute : RowAttribute
{
    internal override void Describe(DatasetSchema schema, string column) => schema.Weight(column);
}

/// <summary>A feature although it has another role too, as <see cref="DatasetSchema.Feature"/> says it.</summary>
public sealed class RowFeatureAttribute : RowAttribute
{
    internal override void Describe(DatasetSchema schema, string column) => schema.Feature(column);
}

/// <summary>No feature, as <see cref="DatasetSchema.Ignore"/> says it; a property of a type that no column can hold is left out.</summary>
public sealed class RowIgnoredAttribute : RowAttribute
{
    internal override void Describe(DatasetSchema schema, string column) => schema.Ignore(column);
}

/// <summary>The kind of the column where the type of the property would be wrong: a number that is a code, a time in text.</summary>
/// <param name="kind">The kind.</param>
public sealed class RowKindAttribute(ColumnKind kind) : RowAttribute
{
    /// <value>The kind.</value>
    public ColumnKind Kind { get; } = kind;

    /// <value>How times in text are written where it is not ISO 8601. Default null.</value>
    public string? Format { get; set; }

    internal override void Describe(DatasetSchema schema, string column) => _ = Kind switch
    {
        ColumnKind.Number => schema.Number(column),
        ColumnKind.Text => schema.Text(column),
        _ => schema.Time(column, Format),
    };
}

/// <summary>The name of the column where it is not the property's.</summary>
/// <param name="name">The name.</param>
public sealed class RowNameAttribute(string name) : RowAttribute
{
    /// <value>The name.</value>
    public string Name { get; } = name;
}
