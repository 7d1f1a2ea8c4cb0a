namespace FraudMl;

/// <summary>Trees on balanced bootstrap samples (Chen, Liaw and Breiman, technical report 666, Berkeley 2004).</summary>
internal sealed class BalancedForestTrainer(BalancedForestOptions options) : ITrainer
{
    public string Name => "Balanced random forest";

    public StepOptions Options => options;

    public ITrainer With(StepOptions other) => new BalancedForestTrainer(other.As<BalancedForestOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        var samples = new BalancedSamples(data, options.TargetRatio, context);
        ITrainer tree = Trainers.FastForest(new() { TreeCount = 1, LeafCount = options.LeafCount, FeatureRatio = options.FeatureRatio });
        ScoringModel[] trees = [.. Enumerable.Range(0, options.TreeCount).Select(i => tree.Train(samples.Of(i, bootstrap: true), samples.ContextOf(i)))];
        return ModelSum.Of(trees, 1.0 / trees.Length, samples.LogOddsOffset);
    }
}
