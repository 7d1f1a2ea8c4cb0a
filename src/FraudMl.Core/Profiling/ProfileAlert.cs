namespace FraudMl.Profiling;

/// <summary>Something about the data that is worth a look before training.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">The column; null where it is about whole rows.</param>
/// <param name="Value">The figure that set it off: a share, a count, an index or a correlation.</param>
/// <param name="Message">The finding in one sentence, without row contents.</param>
public sealed record ProfileAlert(ProfileAlertKind Kind, string? Column, double Value, string Message);

/// <summary>What a profile warns of.</summary>
public enum ProfileAlertKind
{
    /// <summary>A column may have been read as something else than it is, for example as text because of one mark among its numbers.</summary>
    Reading,

    /// <summary>A single feature all but tells the label: it may not be known at the time of the transaction.</summary>
    LeakSuspect,

    /// <summary>A feature has one value, or none.</summary>
    Constant,

    /// <summary>A feature has a value of its own in (nearly) every row.</summary>
    IdLike,

    /// <summary>Rows are there more than once.</summary>
    DuplicateRows,

    /// <summary>A feature's distribution moves over time.</summary>
    Drift,

    /// <summary>A feature has many missing values.</summary>
    Missing,

    /// <summary>Two features say nearly the same.</summary>
    HighCorrelation,

    /// <summary>A number feature has a very long tail.</summary>
    Skewed,

    /// <summary>A text feature has very many distinct texts.</summary>
    HighCardinality,

    /// <summary>A text feature has texts that hardly occur.</summary>
    RareLevel,
}
