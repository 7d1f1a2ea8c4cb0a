using CsCheck;

namespace FraudMl.Tests;

public sealed class SelectionTests
{
    [Fact]
    public void The_median_is_that_of_the_sorted_values() => Gen.Int[-5, 5].Select(i => i * 0.5f).Array[1, 60].Sample(values =>
    {
        float[] sorted = [.. values.Order()];
        float expected = sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        Selection.Median(values).ShouldBe(expected);
    });
}
