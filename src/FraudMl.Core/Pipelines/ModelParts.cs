namespace FraudMl;

/// <summary>All that a fitted model is made of; what is derived from one copies it with the parts that differ.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Features">The inputs and the fitted steps.</param>
/// <param name="Scorer">The scoring model.</param>
/// <param name="Calibrator">What turns margins into probabilities.</param>
internal sealed record ModelParts(string Pipeline, FittedFeatures Features, ScoringModel Scorer, FittedCalibrator Calibrator)
{
    /// <value>What flags transactions; null when that is decided elsewhere.</value>
    public FittedDecision? Decision { get; init; }

    /// <value>The velocity features that some inputs are.</value>
    public IReadOnlyList<EntityWindows> Windows { get; init; } = [];

    /// <value>The mean of each feature over the training rows, which linear models are explained against; empty when unknown.</value>
    public ReadOnlyMemory<float> FeatureMeans { get; init; }

    /// <value>What reasons say; null for input and value.</value>
    public ReasonTexts? Reasons { get; init; }
}
