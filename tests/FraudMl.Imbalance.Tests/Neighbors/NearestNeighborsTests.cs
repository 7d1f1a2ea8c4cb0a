using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class NearestNeighborsTests
{
    [Fact]
    public void Neighbor_lists_are_the_golden_ones()
    {
        foreach (JsonObject golden in GoldenSamplers.NeighborLists)
        {
            int[] rows = GoldenSamplers.Integers(golden["minority_rows"]!);
            int[] expected = [.. golden["neighbours"]!.AsArray().SelectMany(list => GoldenSamplers.Integers(list!))];
            int k = (int)golden["params"]!["k_neighbors"]!;
            new NearestNeighbors(GoldenSamplers.Data(golden).Matrix, rows).Of(rows, k, 2, default).ShouldBe(expected, (string)golden["name"]!);
        }
    }

    [Fact]
    public void Several_blocks_find_what_one_sort_finds()
    {
        FeatureMatrix matrix = Rows.Random(500, 500, columns: 7).Matrix;
        int[] candidates = [.. Enumerable.Range(0, 1000).Where(row => row % 3 != 0)];
        int[] queries = [.. Enumerable.Range(0, 1000)];
        int[] expected = [.. queries.SelectMany(query => candidates.Where(row => row != query).OrderBy(row => Distance(matrix, query, row)).ThenBy(row => row).Take(6))];
        new NearestNeighbors(matrix, candidates).Of(queries, 6, 3, default).ShouldBe(expected);
    }

    private static double Distance(FeatureMatrix matrix, int a, int b)
    {
        double sum = 0;
        for (int column = 0; column < matrix.ColumnCount; column++)
        {
            double difference = (double)matrix.Row(b)[column] - matrix.Row(a)[column];
            sum += difference * difference;
        }

        return sum;
    }
}
