namespace FraudMl.Tests;

public sealed class ClassWeightsResamplerTests
{
    private static readonly TrainingData Data = Rows.Random(frauds: 10, legitimate: 90);

    [Fact]
    public void Balanced_classes_weigh_the_same_and_the_rows_stay()
    {
        ResampledRows resampled = Resamplers.ClassWeights().Resample(Data, Rows.Context());
        resampled.Data.Matrix.ShouldBeSameAs(Data.Matrix);
        foreach ((bool fraud, float weight) in Data.Labels.ToArray().Zip(resampled.Data.Weights.ToArray()))
            weight.ShouldBe(fraud ? 5f : 100 / 180f, 1e-6f);
        resampled.Shift.TrainedPositiveRatio.ShouldBe(0.5, 1e-6);
        resampled.Shift.IsExact.ShouldBeFalse();
    }

    [Fact]
    public void A_given_weight_multiplies_the_weights_of_the_frauds()
    {
        TrainingData weighted = Data with { Weights = Enumerable.Repeat(2f, 100).ToArray() };
        ResampledRows resampled = Resamplers.ClassWeights(new() { PositiveWeight = 3 }).Resample(weighted, Rows.Context());
        foreach ((bool fraud, float weight) in Data.Labels.ToArray().Zip(resampled.Data.Weights.ToArray())) weight.ShouldBe(
            fraud ? 6f : 2f);
        resampled.Shift.TrainedPositiveRatio.ShouldBe(30 / 120.0, 1e-6);
    }

    [Fact]
    public void A_weight_must_be_positive() =>
        Should.Throw<FraudMlException>(() => Resamplers.ClassWeights(new() { PositiveWeight = 0 }))
            .Problems.ShouldBe(["PositiveWeight must be greater than 0. Got 0 instead."]);
}
