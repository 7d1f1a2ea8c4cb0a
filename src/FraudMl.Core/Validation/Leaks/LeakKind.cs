namespace FraudMl.Validation;

/// <summary>How knowledge of the validation rows, or of their future, may reach training.</summary>
public enum LeakKind
{
    /// <summary>The same row stands in both sets.</summary>
    RepeatedRow,

    /// <summary>An entity that should be on one side only is on both.</summary>
    SharedEntity,

    /// <summary>A label is used before the delay after which it is known.</summary>
    EarlyLabel,

    /// <summary>A feature tells the label almost by itself.</summary>
    LabelInDisguise,
}
