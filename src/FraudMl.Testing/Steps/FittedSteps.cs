namespace FraudMl.Testing;

/// <summary>Steps that were fitted without a learner.</summary>
internal static class FittedSteps
{
    private const int FoldCount = 3;

    /// <summary>Fits steps; texts and times that are left are dropped.</summary>
    public static (FittedFeatures Features, FeatureMatrix Matrix) Fit(IReadOnlyList<IFeatureStep> steps, Dataset data, int seed = 3) =>
        FittedFeatures.Fit([.. steps, new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)], data,
            new StepContext(seed, Folds.Stratified(FoldCount, seed)));

    /// <summary>Returns a model around the features, with a weight for each.</summary>
    public static FraudModel Model(FittedFeatures features) =>
        Model(features, new LinearModel([.. features.Columns.Select((_, i) => 0.01f * (i + 1))], -0.5));

    /// <summary>Returns a model of features and a scoring model over them.</summary>
    public static FraudModel Model(FittedFeatures features, ScoringModel scorer) =>
        new(new ModelParts("contract", features, scorer, FittedCalibrator.Logistic));

    public static byte[] Saved(FittedFeatures features) => Saved(Model(features));

    public static byte[] Saved(FraudModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
