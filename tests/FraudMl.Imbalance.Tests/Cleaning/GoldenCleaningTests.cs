using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Kept rows of every cleaning method, as imbalanced-learn keeps them.</summary>
public sealed class GoldenCleaningTests
{
    [Fact]
    public void Tomek_links_keep_the_golden_rows() =>
        Check("TomekLinks", golden => new TomekLinksResampler(new() { Classes = Classes(golden) }));

    [Fact]
    public void Edited_nearest_neighbors_keep_the_golden_rows() =>
        Check("EditedNearestNeighbours", golden =>
            new EditedNearestNeighborsResampler(new() { Classes = Classes(golden), NeighborCount = Count(golden), Vote = Vote(golden) }));

    [Fact]
    public void Repeated_edited_nearest_neighbors_keep_the_golden_rows() =>
        Check("RepeatedEditedNearestNeighbours", golden => new RepeatedEditedNearestNeighborsResampler(
            new() { Classes = Classes(golden), NeighborCount = Count(golden), Vote = Vote(golden),
                MaximumPassCount = (int)golden["params"]!["max_iter"]! }));

    [Fact]
    public void AllKnn_keeps_the_golden_rows() =>
        Check("AllKNN", golden => new AllKnnResampler(
            new() { Classes = Classes(golden), NeighborCount = Count(golden), Vote = Vote(golden),
                AllowMinority = (bool)golden["params"]!["allow_minority"]! }));

    [Fact]
    public void The_neighborhood_cleaning_rule_keeps_the_golden_rows()
    {
        NeighborhoodCleaningOptions Options(JsonObject golden) =>
            new() { NeighborCount = Count(golden), CleaningThreshold = (double)golden["params"]!["threshold_cleaning"]! };
        Check("NeighbourhoodCleaningRule", golden => new NeighborhoodCleaningResampler(Options(golden)));
        Check("NeighbourhoodCleaningRule", golden => new NeighborhoodCleaningResampler(Options(golden) with { CountsItself = false }),
            "kept_self_excluded_vote");
    }

    private static void Check(string sampler, Func<JsonObject, CleaningResampler> resampler, string expected = "kept")
    {
        JsonObject[] cases = [.. GoldenSamplers.Under(sampler)];
        cases.Length.ShouldBeGreaterThan(7);
        foreach (JsonObject golden in cases)
            resampler(golden).Keep(GoldenSamplers.Data(golden), Rows.Context())
                .ShouldBe(GoldenSamplers.Integers(golden[expected]!), (string)golden["name"]!);
    }

    private static CleanedClasses Classes(JsonObject golden) =>
        (string)golden["params"]!["sampling_strategy"]! == "all" ? CleanedClasses.Both : CleanedClasses.Larger;

    private static int Count(JsonObject golden) => (int)golden["params"]!["n_neighbors"]!;

    private static NeighborVote Vote(JsonObject golden) =>
        (string)golden["params"]!["kind_sel"]! == "all" ? NeighborVote.All : NeighborVote.Majority;
}
