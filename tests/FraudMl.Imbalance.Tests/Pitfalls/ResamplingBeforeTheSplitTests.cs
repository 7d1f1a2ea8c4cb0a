namespace FraudMl.Tests;

/// <summary>What docs/pitfalls.md says of resampling before the split, on features that know nothing of the label.</summary>
public sealed class ResamplingBeforeTheSplitTests
{
    private static readonly TrainingData Noise = Rows.Random(frauds: 60, legitimate: 600, columns: 60, shift: 0);

    [Fact]
    public void Resampling_before_the_split_promises_what_is_not_there()
    {
        ResampledRows everything = Resamplers.Smote().Resample(Noise, Rows.Context());
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(Trainers.FastForest(new() { TreeCount = 20 })).Build();
        RocAuc(pipeline, everything.Data).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Resampling_inside_the_folds_tells_the_truth()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Resample(Resamplers.Smote())
            .Train(Trainers.FastForest(new() { TreeCount = 20 })).Build();
        RocAuc(pipeline, Noise).ShouldBe(0.5, 0.1);
    }

    private static double RocAuc(FraudPipeline pipeline, TrainingData data) =>
        pipeline.CrossValidate(Datasets.Of(data), Folds.Stratified(5, seed: 42)).Mean(Metrics.RocAuc);
}
