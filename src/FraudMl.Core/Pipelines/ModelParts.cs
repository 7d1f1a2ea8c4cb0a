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

    /// <value>What the columns of the training data were for; null where the model was saved before models kept it.</value>
    public TrainingRoles? Roles { get; init; }

    /// <value>The mean of each feature over the training rows, which linear models are explained against; empty when unknown.</value>
    public ReadOnlyMemory<float> FeatureMeans { get; init; }

    /// <value>What reasons say; null for input and value.</value>
    public ReasonTexts? Reasons { get; init; }

    /// <value>What the learner warned of when it was trained; not saved.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Checks every part and that they fit together: a file with a right SHA-256 may hold anything.</summary>
    /// <exception cref="FraudMlException">Thrown when the model is damaged.</exception>
    public void Check()
    {
        const string Part = "the pipeline";
        Scorer.Check();
        Damaged.Unless(Scorer.FeatureCount == Features.Columns.Count, Part, "has a scoring model over other features than its steps make");
        Calibrator.Check();
        Decision?.Check(Features.Inputs);
        foreach (EntityWindows windows in Damaged.All(Windows, Part, "windows")) windows.Check();
        Roles?.Check();
        Damaged.Unless(FeatureMeans.IsEmpty || FeatureMeans.Length == Features.Columns.Count, Part, "has other means than features");
    }
}
