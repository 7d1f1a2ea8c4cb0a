namespace FraudMl.Tests;

public sealed class RandomUnderResamplerTests
{
    [Fact]
    public void Every_fraud_stays_and_no_row_twice()
    {
        ResampledRows resampled = Resamplers.RandomUnder().Resample(Rows.Random(20, 400), Rows.Context());
        resampled.Data.FraudCount.ShouldBe(20);
        resampled.Data.Labels.Length.ShouldBe(40);
        resampled.Origins.ToArray().Select(origin => origin.Parent).ShouldBeUnique();
        resampled.Shift.IsExact.ShouldBeTrue();
    }

    [Fact]
    public void Missing_values_do_not_matter()
    {
        bool[] labels = [.. Enumerable.Range(0, 30).Select(row => row < 5)];
        Resamplers.RandomUnder().Resample(Rows.Of([.. labels.Select(_ => new[] { float.NaN })], labels), Rows.Context()).Data.Labels.Length
            .ShouldBe(10);
    }
}
