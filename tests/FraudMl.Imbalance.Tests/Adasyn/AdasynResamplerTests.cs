using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class AdasynResamplerTests
{
    [Fact]
    public void Shares_and_counts_are_the_golden_ones()
    {
        foreach (JsonObject golden in GoldenSamplers.Over("ADASYN"))
        {
            string name = (string)golden["name"]!;
            OversamplingTask task = GoldenSamplers.Task(GoldenSamplers.Data(golden));
            int k = (int)golden["params"]!["n_neighbors"]!;
            AdasynShares shares = AdasynShares.Of(task, k, _ => true);
            Near(shares.Ratios, golden["ratio"]!, name);
            Near(shares.Normalized, golden["normalized"]!, name);
            int[] counts = shares.Counts((int)golden["requested"]!, exact: false);
            counts.ShouldBe(GoldenSamplers.Integers(golden["counts"]!), name);
            counts.Sum().ShouldBe((int)golden["total"]!);
            shares.Counts((int)golden["requested"]!, exact: true).Sum().ShouldBe((int)golden["requested"]!);
            GoldenSamplers.RowsOf(task.Search(task.All).Of(task.Rows, k)).ShouldBe(GoldenSamplers.Flat(golden["neighbours_all"]!), name);
            GoldenSamplers.RowsOf(task.Search(task.Rows).Of(task.Rows, k))
                .ShouldBe(GoldenSamplers.Flat(golden["neighbours_minority"]!), name);
        }
    }

    [Fact]
    public void Classes_that_do_not_meet_are_explained() =>
        Should.Throw<FraudMlException>(() => Resamplers.Adasyn().Resample(Rows.Random(20, 100, shift: 50), Rows.Context())).Message
            .ShouldBe(
            "ADASYN makes rows where classes meet, and none of 20 fraud rows has a row of the other class among its 5 neighbors. Raise "
            + "NeighborCount or use Resamplers.Smote().");

    private static void Near(double[] got, JsonNode want, string name)
    {
        double[] expected = GoldenSamplers.Doubles(want);
        got.Length.ShouldBe(expected.Length);
        for (int i = 0; i < got.Length; i++) got[i].ShouldBe(expected[i], 1e-9, name);
    }
}
