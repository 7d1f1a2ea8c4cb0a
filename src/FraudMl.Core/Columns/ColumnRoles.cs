namespace FraudMl;

/// <summary>What a column is for; a column with a role is no feature unless the schema says so.</summary>
[Flags]
public enum ColumnRoles
{
    /// <summary>None: the column is kept and not used.</summary>
    Ignored = 0,

    /// <summary>An input of the pipeline.</summary>
    Feature = 1,

    /// <summary>The fraud label, 0 or 1.</summary>
    Label = 2,

    /// <summary>The time of the event.</summary>
    Timestamp = 4,

    /// <summary>An entity key: card, customer, terminal.</summary>
    Key = 8,

    /// <summary>The weight of the row.</summary>
    Weight = 16,
}
