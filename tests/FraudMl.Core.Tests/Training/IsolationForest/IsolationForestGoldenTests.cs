using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>scikit-learn's trees and the scores it gives (see <c>about</c> in the file).</summary>
public sealed class IsolationForestGoldenTests
{
    private static readonly JsonArray Cases =
        JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "isolation_forest.json")))!["cases"]!.AsArray();

    public static TheoryData<string> Names => [.. Cases.Select(golden => (string)golden!["name"]!)];

    [Theory, MemberData(nameof(Names))]
    public void The_same_trees_give_the_same_scores(string name)
    {
        JsonNode golden = Cases.Single(golden => (string)golden!["name"]! == name)!;
        double[][] rows = [.. golden["x"]!.AsArray().Select(row => GoldenMetrics.Doubles(row!))];
        double average = PathLength.Average((int)golden["rows_per_tree"]!);
        SplitTree[] trees = [.. golden["trees"]!.AsArray().Select(tree => Tree(tree!))];
        TreeEnsemble ensemble = IsolationTrees.Scaled(trees, rows[0].Length, average);
        var model = new LinkedModel(ensemble, new AnomalyScore());
        float[] values = [.. rows.SelectMany(row => row).Select(value => (float)value)];
        double[] margins = new double[rows.Length], lengths = new double[rows.Length];
        model.Score(values, margins);
        ensemble.Score(values, lengths);
        for (int row = 0; row < rows.Length; row++)
        {
            LogOdds.ToProbability(margins[row]).ShouldMatch(GoldenMetrics.Double(golden["score"]![row]), $"score of row {row}");
            (-lengths[row] * average).ShouldMatch(GoldenMetrics.Double(golden["mean_depth"]![row]), $"path length of row {row}");
        }
    }

    [Fact]
    public void The_average_path_length_is_that_of_the_paper() =>
        new[] { 0, 1, 2, 3, 256 }.Select(PathLength.Average).ToArray()
            .ShouldBe([0, 0, 1, 1.207392357589623, 10.244770920119917], tolerance: 1e-12);

    private static SplitTree Tree(JsonNode golden)
    {
        int[] Ints(string key) => [.. golden[key]!.AsArray().Select(value => (int)value!)];
        int[] features = Ints("features"), left = Ints("left"), right = Ints("right"), feature = Ints("feature"), rows = Ints("rows");
        double[] thresholds = GoldenMetrics.Doubles(golden["threshold"]!);
        int[] splits = [.. Enumerable.Range(0, left.Length).Where(node => left[node] >= 0)];
        int[] leaves = [.. Enumerable.Range(0, left.Length).Where(node => left[node] < 0)];
        int[] depths = new int[left.Length];
        foreach (int node in splits) depths[left[node]] = depths[right[node]] = depths[node] + 1;
        int Place(int node) => left[node] >= 0 ? Array.IndexOf(splits, node) : ~Array.IndexOf(leaves, node);
        return new SplitTree(
            [.. splits.Select(node => features[feature[node]])], [.. splits.Select(node => SplitTree.Threshold(thresholds[node]))],
            [.. splits.Select(node => Place(left[node]))], [.. splits.Select(node => Place(right[node]))],
            [.. leaves.Select(leaf => depths[leaf] + PathLength.Average(rows[leaf]))]);
    }
}
