namespace FraudMl;

/// <summary>What a learner learns from.</summary>
/// <param name="Matrix">The features.</param>
/// <param name="Labels">The labels, true is fraud.</param>
public sealed record TrainingData(FeatureMatrix Matrix, ReadOnlyMemory<bool> Labels)
{
    /// <value>The weights of the rows; empty when every row weighs 1.</value>
    public ReadOnlyMemory<float> Weights { get; init; }

    /// <value>Rows held back for early stopping, never resampled; null for none.</value>
    public TrainingData? Validation { get; init; }

    /// <value>The number of frauds.</value>
    public int FraudCount => Labels.Span.Count(true);

    /// <summary>Throws when one class is absent.</summary>
    /// <param name="who">Who needs both classes, for the message.</param>
    /// <exception cref="FraudMlException">Thrown when every label is the same.</exception>
    public void RequireBothClasses(string who)
    {
        int frauds = FraudCount;
        if (frauds == 0 || frauds == Labels.Length)
            throw new FraudMlException($"{who} needs both classes, and the training data has {frauds} frauds among {Labels.Length} rows. Add rows of the other class, or check the label column.");
    }
}
