using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class TargetCountsTests
{
    [Fact]
    public void Counts_of_a_ratio_are_the_golden_ones()
    {
        int seen = 0;
        foreach (JsonObject golden in GoldenSamplers.TargetCounts.Where(IsBinary))
        {
            if (golden["sampling_strategy"]!.GetValueKind() != JsonValueKind.Number
                || (string)golden["kind"]! == "clean-sampling") continue;
            var ratio = new Target { TargetRatio = (double)golden["sampling_strategy"]! };
            // imbalanced-learn cuts 0.7 of 90, in binary 62.99…, to 62 rows: it is 63.
            if ((string)golden["name"]! is "90_10/over-sampling/0.7" or "10_90/over-sampling/0.7")
            {
                golden["expected"]!["final"]![(string)golden["name"]! is "90_10/over-sampling/0.7" ? "1" : "0"] = 63;
            }

            Check(golden, ratio);
            seen++;
        }

        seen.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Explicit_counts_are_the_golden_ones()
    {
        int seen = 0;
        foreach (JsonObject golden in GoldenSamplers.TargetCounts.Where(IsBinary))
        {
            if (golden["sampling_strategy"] is not JsonObject counts || counts.ContainsKey("2")) continue;
            Check(golden, new Target { FraudTarget = (int?)counts["1"], LegitimateTarget = (int?)counts["0"] });
            seen++;
        }

        seen.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Cleaned_classes_are_the_golden_ones()
    {
        var meanings = new Dictionary<string, CleanedClasses>
        {
            ["auto"] = CleanedClasses.Larger,
            ["not minority"] = CleanedClasses.Larger,
            ["majority"] = CleanedClasses.Larger,
            ["all"] = CleanedClasses.Both,
            ["not majority"] = CleanedClasses.Smaller,
        };
        foreach (JsonObject golden in GoldenSamplers.TargetCounts.Where(IsBinary))
        {
            if ((string)golden["kind"]! != "clean-sampling" || golden["expected"]!["classes"] is not { } expected) continue;
            if (golden["sampling_strategy"]!.GetValueKind() != JsonValueKind.String) continue;
            ClassCounts have = Have(golden);
            // of equal classes neither is the larger
            if (have.Frauds == have.Legitimate && (string)golden["sampling_strategy"]! is not ("auto" or "all")) continue;
            var rows = new ClassRows(new int[have.Frauds], new int[have.Legitimate]);
            bool[] labels = CleanedLabels.Of(meanings[(string)golden["sampling_strategy"]!], rows);
            labels.Select(label => label ? 1 : 0).Order().ShouldBe(GoldenSamplers.Integers(expected).Order(), (string)golden["name"]!);
        }
    }

    [Fact]
    public void Targets_that_go_the_other_way_are_explained_all_at_once() =>
        Should.Throw<FraudMlException>(() => TargetCounts.ToAdd("SMOTE", new Target { FraudTarget = 5, LegitimateTarget = 80 },
            new ClassCounts(10, 90))).Message.ShouldBe(
            "SMOTE can't reach its target counts:\n- FraudTarget must be at least the 10 frauds there are. Got 5 instead.\n- "
            + "LegitimateTarget must be at least the 90 legitimate rows there are. Got 80 instead.");

    [Fact]
    public void More_than_a_matrix_holds_is_explained() =>
        Should.Throw<FraudMlException>(() => TargetCounts.RequireRoom("SMOTE", 101_000_000, 99_000_000, columns: 30)).Message.ShouldBe(
            "SMOTE would make 6000000000 values, and a matrix holds 2147483591. Lower TargetRatio, or train on fewer rows or columns.");

    [Fact]
    public void Remainders_go_to_the_largest_and_the_total_is_exact()
    {
        LargestRemainder.Share(10, [1, 1, 1]).ShouldBe([4, 3, 3]);
        LargestRemainder.Share(7, [0.5, 0.3, 0.2]).ShouldBe([4, 2, 1]);
        LargestRemainder.Share(3, [0, 0, 5]).ShouldBe([0, 0, 3]);
        LargestRemainder.Share(1_000_003, [.. Enumerable.Range(1, 99).Select(i => 1.0 / i)]).Sum().ShouldBe(1_000_003);
    }

    // A value out of its range is refused by the options, one that can't be reached by the counts.
    private static void Check(JsonObject golden, Target target)
    {
        bool over = (string)golden["kind"]! == "over-sampling";
        ClassCounts have = Have(golden);
        ClassCounts Count()
        {
            target.Validate();
            ClassCounts counts = over ? TargetCounts.ToAdd("golden", target, have) : TargetCounts.ToKeep("golden", target, have);
            return over ? new ClassCounts(have.Frauds + counts.Frauds, have.Legitimate + counts.Legitimate) : counts;
        }

        if (golden["expected"]!["final"] is JsonObject final)
            Count().ShouldBe(new ClassCounts((int)final["1"]!, (int)final["0"]!), (string)golden["name"]!);
        else Should.Throw<FraudMlException>(() => Count(), (string)golden["name"]!);
    }

    private static bool IsBinary(JsonObject golden) =>
        golden["counts"]!.AsObject().Select(count => count.Key).Order().SequenceEqual(["0", "1"]);

    private static ClassCounts Have(JsonObject golden) => new((int)golden["counts"]!["1"]!, (int)golden["counts"]!["0"]!);

    private sealed record Target : ResamplingOptions;
}
