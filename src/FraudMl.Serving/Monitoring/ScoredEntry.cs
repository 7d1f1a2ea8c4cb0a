namespace FraudMl.Serving;

/// <summary>What is remembered of a scored transaction.</summary>
internal struct ScoredEntry
{
    /// <summary>When it was scored, in milliseconds since 1970.</summary>
    public long Time;

    /// <summary>When its label became known.</summary>
    public long LabelTime;

    public double Probability;

    /// <summary>What missing it would cost, and a review; NaN where the model knows no costs.</summary>
    public double MissedFraud;

    public double Review;

    /// <summary>Which model scored it, by its place in the list of models.</summary>
    public ushort Model;

    public ScoredMarks Marks;

    public readonly bool Has(ScoredMarks marks) => (Marks & marks) == marks;
}

/// <summary>What is known of a scored transaction.</summary>
[Flags]
internal enum ScoredMarks : byte
{
    None = 0,

    /// <summary>The model decided it.</summary>
    Decided = 1,

    Flagged = 2,

    Labelled = 4,

    Fraud = 8,

    /// <summary>It was scored again later, and counts there.</summary>
    Superseded = 16,
}
