namespace FraudMl.Tests;

public sealed class SharedFeaturesTests
{
    [Fact]
    public async Task An_experiment_has_the_same_result_whether_trials_share_features_or_not()
    {
        ExperimentResult shared = await Run(null), apart = await Run(0);

        shared.ToString().ShouldBe(apart.ToString());
        shared.Best.Score(Pipelines.Test).ShouldBe(apart.Best.Score(Pipelines.Test));
    }

    [Fact]
    public void Less_than_nothing_is_refused() =>
        Should.Throw<FraudMlException>(() => new Experiment("none").ShareFeatures(-1)).Message
            .ShouldBe("Shared features must have at least 0 bytes. Got -1 instead.");

    private static Task<ExperimentResult> Run(long? bytes)
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Standardize(Columns.Numbers).WeightOfEvidence(Columns.Of("V1", "V2"))
            .Pca(Columns.Numbers).Train(Trainers.LogisticRegression()).Calibrate(Calibrators.Platt()).Build();
        Experiment experiment = new Experiment("shared").Compare(pipeline, pipeline.With(Trainers.FastForest(new() { TreeCount = 10 })))
            .ValidateBy(Folds.Stratified(3, seed: 5))
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(4), ParameterSpace.Of(pipeline).Range("L2", 0.1, 10,
                Scale.Log));
        return (bytes is { } given ? experiment.ShareFeatures(given) : experiment).RunAsync(Pipelines.Train);
    }
}
