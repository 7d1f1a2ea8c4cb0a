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
}
