namespace FraudMl;

/// <summary>A transaction as a velocity store sees it.</summary>
public readonly ref struct VelocityEvent
{
    /// <value>What tells the event from others of its entity at the same time, for example the transaction's number.</value>
    public required ReadOnlySpan<char> Id { get; init; }

    /// <value>The time in microseconds, counted as in the training data; between −2^62 and 2^62, which is 146,000 years.</value>
    public required long Timestamp { get; init; }

    /// <value>The texts in the order of <see cref="IVelocityStore.TextColumns"/>; null is missing, and so are blank ones.</value>
    public ReadOnlySpan<string?> Texts { get; init; }

    /// <value>
    /// The numbers in the order of <see cref="IVelocityStore.NumberColumns"/>; NaN is missing. They are rounded to 32 bits, as a dataset
    /// holds them: 57.16 counts as the same 57.16 in training and in serving.
    /// </value>
    public ReadOnlySpan<double> Numbers { get; init; }

    /// <value>Whether it is known to be fraud already; otherwise say so later with <see cref="IVelocityStore.Report"/>.</value>
    public bool IsFraud { get; init; }
}
