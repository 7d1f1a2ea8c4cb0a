using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class NearestNeighborsTests
{
    [Fact]
    public void Neighbor_lists_are_the_golden_ones()
    {
        foreach (JsonObject golden in GoldenSamplers.Over("SMOTE", "neighbours"))
        {
            int[] rows = GoldenSamplers.Integers(golden["minority_rows"]!);
            int k = (int)golden["params"]!["k_neighbors"]!;
            GoldenSamplers.RowsOf(new NearestNeighbors(GoldenSamplers.Data(golden).Matrix, rows, Rows.Context()).Of(rows, k))
                .ShouldBe(GoldenSamplers.Flat(golden["neighbours"]!), (string)golden["name"]!);
        }
    }

    [Theory, InlineData(1, 500), InlineData(3, 1000), InlineData(7, 2000), InlineData(30, 1500), InlineData(140, 400)]
    public void A_tree_and_a_scan_find_what_one_sort_finds(int columns, int count)
    {
        FeatureMatrix matrix = Rows.Random(count / 2, count / 2, columns).Matrix;
        FindsWhatASortFinds(matrix, count);
    }

    [Fact]
    public void Equal_rows_and_equal_distances_go_by_the_lower_row()
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, 1200 * 3).Select(_ => (float)random.Next(4))];
        FindsWhatASortFinds(new FeatureMatrix(values, 1200, Rows.Columns(3)), 1200);
    }

    [Fact]
    public void Values_of_any_size_side_by_side_are_told_apart()
    {
        var random = new Random(3);
        float[] sizes = [0, 1e-40f, 1e-20f, 1, 1e10f, 1e25f, float.MaxValue];
        float[] values = [.. Enumerable.Range(0, 700 * 4)
            .Select(_ => sizes[random.Next(sizes.Length)] * (random.Next(3) - 1) * random.NextSingle())];
        FindsWhatASortFinds(new FeatureMatrix(values, 700, Rows.Columns(4)), 700);
    }

    [Fact]
    public void A_far_away_mean_does_not_cost_a_neighbor()
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, 800 * 5).Select(_ => 1e7f + random.Next(100))];
        FindsWhatASortFinds(new FeatureMatrix(values, 800, Rows.Columns(5)), 800);
    }

    [Fact]
    public void Many_equal_rows_are_searched_in_no_time()
    {
        var matrix = new FeatureMatrix(new float[20_000 * 3], 20_000, Rows.Columns(3));
        int[] rows = [.. Enumerable.Range(0, 20_000)];
        Neighbor[] near = new NearestNeighbors(matrix, rows, Rows.Context()).Of(rows, 3);
        GoldenSamplers.RowsOf(near.Take(9)).ShouldBe([1, 2, 3, 0, 2, 3, 0, 1, 3]);
        GoldenSamplers.RowsOf(near.TakeLast(3)).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Missing_values_are_left_out_of_the_distance()
    {
        float[] values = [0, 0, 3, float.NaN, 1, 1, float.NaN, float.NaN];
        NearestNeighbors search = new(new FeatureMatrix(values, 4, Rows.Columns(2)), [0, 1, 2, 3], Rows.Context()) { AllowMissing = true };
        Neighbor[] near = search.Of([0], 3);
        near[0].ShouldBe(new Neighbor(2, 2));
        near[1].ShouldBe(new Neighbor(18, 1));
        near[2].IsNone.ShouldBeTrue();
    }

    private static void FindsWhatASortFinds(FeatureMatrix matrix, int count)
    {
        int[] candidates = [.. Enumerable.Range(0, count).Where(row => row % 3 != 0)];
        int[] queries = [.. Enumerable.Range(0, count)];
        int[] expected = [.. queries.SelectMany(query => candidates.Where(row => row != query)
            .OrderBy(row => ExactDistance.Squared(matrix.Row(query), matrix.Row(row))).ThenBy(row => row).Take(6))];
        foreach (int threads in new[] { 1, 3 })
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
            Neighbor[] ofTree = NeighborList.Empty(6 * count), ofScan = NeighborList.Empty(6 * count);
            new NeighborSearch(NeighborTree.Of(matrix, candidates, parallel), matrix, parallel).Run(queries, 6, ofTree);
            new NeighborScan(matrix, candidates, parallel).Run(queries, 6, ofScan);
            GoldenSamplers.RowsOf(ofTree).ShouldBe(expected);
            ofScan.ShouldBe(ofTree);
        }
    }
}
