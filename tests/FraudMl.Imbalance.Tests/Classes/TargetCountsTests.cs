using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class TargetCountsTests
{
    [Fact]
    public void Counts_are_the_golden_ones()
    {
        foreach (JsonObject golden in GoldenSamplers.TargetCounts)
        {
            double ratio = (double)golden["sampling_strategy"]!;
            bool over = (string)golden["kind"]! == "over-sampling";
            if (golden["expected"]!["amount"] is JsonObject amount) Count(golden, ratio, over).ShouldBe((int)amount.Single().Value!, (string)golden["name"]!);
            else Should.Throw<FraudMlException>(() => Count(golden, ratio, over), (string)golden["name"]!);
        }
    }

    [Fact]
    public void More_than_a_matrix_holds_is_explained() =>
        Should.Throw<FraudMlException>(() => TargetCounts.ToAdd("SMOTE", 1, 1_000_000, 100_000_000, columns: 30)).Message.ShouldBe(
            "SMOTE would make 6000000000 values, and a matrix holds 2147483591. Lower TargetRatio, or train on fewer rows or columns.");

    // A ratio out of (0, 1] is refused by the options, a ratio that can't be reached by the counts.
    private static int Count(JsonObject golden, double ratio, bool over)
    {
        int[] counts = [.. golden["counts"]!.AsObject().Select(count => (int)count.Value!)];
        IResampler resampler = over ? Resamplers.RandomOver(new() { TargetRatio = ratio }) : Resamplers.RandomUnder(new() { TargetRatio = ratio });
        return over
            ? TargetCounts.ToAdd(resampler.Name, ratio, counts.Min(), counts.Max(), columns: 30)
            : TargetCounts.ToKeep(resampler.Name, ratio, counts.Min(), counts.Max());
    }
}
