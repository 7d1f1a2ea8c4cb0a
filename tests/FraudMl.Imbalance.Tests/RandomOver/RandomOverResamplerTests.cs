namespace FraudMl.Tests;

public sealed class RandomOverResamplerTests
{
    [Fact]
    public void Frauds_are_repeated_after_all_rows_and_are_no_synthetic_rows()
    {
        ResampledRows resampled = Resamplers.RandomOver().Resample(Rows.Random(20, 400), Rows.Context());
        resampled.Data.Labels.Length.ShouldBe(800);
        resampled.Data.Labels.ToArray().Skip(420).ShouldAllBe(fraud => fraud);
        resampled.Origins.ToArray().ShouldAllBe(origin => !origin.IsSynthetic);
        resampled.Shift.IsExact.ShouldBeTrue();
    }

    [Fact]
    public void One_fraud_is_enough() =>
        Resamplers.RandomOver(new() { TargetRatio = 0.5 }).Resample(Rows.Random(1, 100), Rows.Context()).Data.FraudCount.ShouldBe(50);

    [Fact]
    public void Bandwidths_of_the_smoothed_bootstrap_are_the_golden_ones()
    {
        foreach (var golden in GoldenSamplers.Over("RandomOverSampler"))
        {
            TrainingData data = GoldenSamplers.Data(golden);
            ClassRows classes = ClassRows.Of(data, "golden", CancellationToken.None);
            double factor = SmoothedBootstrap.Factor((double)golden["params"]!["shrinkage"]!, data.Matrix.ColumnCount, data.Labels.Length);
            double[] deviations = SmoothedBootstrap.Deviations(data.Matrix, classes.Smaller),
                expected = GoldenSamplers.Doubles(golden["class_std"]!);
            double[] bandwidths = GoldenSamplers.Doubles(golden["bandwidth"]!);
            for (int column = 0; column < deviations.Length; column++)
            {
                deviations[column].ShouldBe(expected[column], 1e-6 * Math.Max(1, expected[column]));
                (factor * deviations[column]).ShouldBe(bandwidths[column], 1e-6 * Math.Max(1, bandwidths[column]));
            }
        }
    }

    [Fact]
    public void Smoothed_rows_spread_around_their_parents_by_the_bandwidth()
    {
        TrainingData data = Rows.Random(20, 20_020);
        ResampledRows made = Resamplers.RandomOver(new() { Shrinkage = 1 }).Resample(data, Rows.Context());
        double bandwidth = SmoothedBootstrap.Factor(1, 4, 20_040) * SmoothedBootstrap.Deviations(data.Matrix,
            ClassRows.Of(data, "test", CancellationToken.None).Frauds)[0];
        double[] noise = [.. Enumerable.Range(20_040, 20_000)
            .Select(row => (double)made.Data.Matrix.Row(row)[0] - data.Matrix.Row(made.Origins.Span[row].Parent)[0])];
        Math.Sqrt(noise.Average(value => value * value)).ShouldBe(bandwidth, 0.03 * bandwidth);
        made.Shift.IsExact.ShouldBeFalse();
    }
}
