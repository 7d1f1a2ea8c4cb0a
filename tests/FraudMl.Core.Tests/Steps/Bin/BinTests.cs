using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class BinTests
{
    [Fact]
    public void A_trees_edges_are_those_of_scikit_learns_decision_tree()
    {
        foreach (JsonNode? golden in JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "tree-bins.json")))!["cases"]!.AsArray())
        {
            double[] values = GoldenMetrics.Doubles(golden!["x"]!);
            bool[] labels = GoldenMetrics.Labels(golden["y"]!);
            double[] frauds = [.. values.Where((_, row) => labels[row]).Order()],
                others = [.. values.Where((_, row) => !labels[row]).Order()];

            double[] edges = TreeEdges.Of(frauds, others, (int)golden["leaves"]!, (int)golden["smallest"]!);

            edges.ShouldMatch(golden["edges"]!, $"{golden["leaves"]} leaves");
        }
    }

    [Fact]
    public void A_number_equal_to_an_edge_is_in_the_bin_above_it_and_outer_bins_are_open()
    {
        FeatureMatrix bins = Binned([-1e30f, 0.99f, 1, 4.99f, 5, 1e30f, float.NaN],
            new BinOptions { By = BinStrategy.Edges, Edges = [1, 5] });

        bins.Values.ToArray().ShouldBe([0, 0, 1, 1, 2, 2, float.NaN]);
        bins.Columns.Single().ShouldBe(new FeatureColumn("x", "x") { Kind = FeatureKind.Ordinal, Minimum = 0, Maximum = 2 });
    }

    [Fact]
    public void Indicators_name_their_bin_and_are_all_zero_where_the_number_is_missing()
    {
        FeatureMatrix bins = Binned([0, 3, float.NaN], new BinOptions { By = BinStrategy.Edges, Edges = [1.5], OneHot = true });

        bins.Columns.Select(column => column.Name).ShouldBe(["x=(-inf, 1.5)", "x=[1.5, inf)"]);
        bins.Values.ToArray().ShouldBe([1, 0, 0, 1, 0, 0]);
    }

    [Fact]
    public void Options_report_every_broken_rule() =>
        Should.Throw<FraudMlException>(() =>
            new FraudPipelineBuilder().Bin("x", new() { BinCount = 1, MinimumBinRatio = 0.5, Edges = [2, 1] })).Problems.ShouldBe(
        [
            "BinCount must be in [2, 1000]. Got 1 instead.",
            "MinimumBinRatio must be in [0, 0.5). Got 0.5 instead.",
            "Edges are used by BinStrategy.Edges only. Got BinStrategy.Quantile instead.",
            "Edges must ascend. Got 2, 1 instead.",
        ]);

    private static FeatureMatrix Binned(float[] values, BinOptions options) => FittedFeatures.Fit(
        [new BinStep("x", options)],
        new Dataset([new NumberColumn("x", values), new NumberColumn("label", new float[values.Length], ColumnRoles.Label)]),
        new StepContext(1, Folds.Stratified(2))).Matrix;
}
