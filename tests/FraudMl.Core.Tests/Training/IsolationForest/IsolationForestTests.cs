using FraudMl.Tests.Onnx;
using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class IsolationForestTests
{
    [Fact]
    public void Labels_do_not_reach_it()
    {
        TrainingData data = ContractData.Rows(1000);
        double[] Scores(bool[] labels) => ContractData.Margins(
            Trainers.IsolationForest().Train(data with { Labels = labels }, ContractData.Context()), data.Matrix);
        double[] scores = Scores(data.Labels.ToArray());
        Scores(new bool[1000]).ShouldBe(scores);
        Scores([.. Enumerable.Repeat(true, 1000)]).ShouldBe(scores);
    }

    [Fact]
    public void Anomalies_score_higher_the_further_out_they_are()
    {
        TrainingData data = ContractData.Rows(3000, fraudRatio: 0.001);
        ScoringModel model = Trainers.IsolationForest().Train(data, ContractData.Context());
        float[] values = [.. new[] { 0f, 2, 4, 8 }.SelectMany(far => new[] { far, far, far, 0, 2000 + (900 * far), far, far, far })];
        double[] scores = ContractData.Probabilities(model, ContractData.Matrix(values, 4));
        scores.ShouldBe(scores.Order());
        scores[0].ShouldBeLessThan(0.5);
        scores[3].ShouldBeGreaterThan(0.6);
        TrainingData unseen = ContractData.Rows(4000, seed: 2);
        Metrics.RocAuc.Compute(new(unseen.Labels.ToArray(), ContractData.Probabilities(model, unseen.Matrix))).ShouldBeGreaterThan(0.65);
    }

    [Fact]
    public void Every_tree_holds_its_sample_and_ends_where_rows_stand_alone_or_at_the_height_limit()
    {
        TrainingData data = ContractData.Rows(2000);
        TreeEnsemble trees = Grown(data, new() { SampleSize = 100, TreeCount = 20 });
        foreach (int root in trees.Roots)
        {
            trees.Covers[root].ShouldBe(100);
            var open = new Stack<(int Node, int Depth)>([(root, 0)]);
            while (open.TryPop(out (int Node, int Depth) at))
            {
                double rows = trees.Covers[at.Node];
                if (trees.Features[at.Node] < 0)
                {
                    (rows == 1 || at.Depth == 7).ShouldBeTrue($"{rows} rows at a depth of {at.Depth}");
                    trees.Values[at.Node].ShouldBe(-(at.Depth + PathLength.Average((int)rows)) / (20 * PathLength.Average(100)), 1e-12);
                    continue;
                }

                (trees.Covers[trees.Left[at.Node]] + trees.Covers[trees.Right[at.Node]]).ShouldBe(rows);
                Math.Min(trees.Covers[trees.Left[at.Node]], trees.Covers[trees.Right[at.Node]]).ShouldBeGreaterThan(0);
                open.Push((trees.Left[at.Node], at.Depth + 1));
                open.Push((trees.Right[at.Node], at.Depth + 1));
            }
        }
    }

    [Fact]
    public void Rows_that_are_all_equal_or_one_alone_score_a_half()
    {
        foreach (int count in new[] { 1, 2, 300 })
        {
            var data = new TrainingData(ContractData.Matrix(new float[count * ContractData.ColumnCount], count), new bool[count]);
            ContractData.Probabilities(Trainers.IsolationForest().Train(data, ContractData.Context()), data.Matrix)
                .ShouldAllBe(score => Math.Abs(score - 0.5) < 1e-12);
        }
    }

    [Fact]
    public void Rows_of_weight_zero_are_as_if_they_were_not_there_and_heavy_ones_are_in_most_trees()
    {
        TrainingData data = ContractData.Rows(600);
        float[] weights = [.. Enumerable.Range(0, 600).Select(row => row < 200 ? 0f : 3f)];
        double[] Scores(TrainingData rows) => ContractData.Margins(Trainers.IsolationForest(new() { TreeCount = 10 })
            .Train(rows, ContractData.Context()), data.Matrix);
        int[] kept = [.. Enumerable.Range(200, 400)];
        Scores(data with { Weights = weights }).ShouldBe(Scores(new(data.Matrix.Take(kept), new bool[400])));

        var sample = SubSample.Of(data with { Weights = Array.ConvertAll(weights, weight => weight == 0 ? 0.001f : 1) });
        var random = SplitMix64.Stream(1, 1);
        int[] drawn = sample.Draw(100, ref random);
        drawn.Distinct().Count().ShouldBe(100);
        drawn.Count(row => row < 200).ShouldBeLessThan(3);
    }

    [Fact]
    public void Infinite_and_missing_values_are_set_apart_or_go_with_the_others()
    {
        float[] column = [float.NegativeInfinity, -1, 0, 1, float.NaN, float.NaN, float.PositiveInfinity];
        var data = new TrainingData(new FeatureMatrix(column, 7, [new FeatureColumn("x", "x")]), new bool[7]);
        double[] scores = ContractData.Probabilities(Trainers.IsolationForest().Train(data, ContractData.Context()), data.Matrix);
        scores.ShouldAllBe(score => score > 0 && score < 1);
        scores[0].ShouldBeGreaterThan(scores[2]);
        scores[6].ShouldBeGreaterThan(scores[2]);
        scores[4].ShouldBe(scores[5]);
    }

    [Fact]
    public void No_rows_and_wrong_weights_are_explained()
    {
        var none = new TrainingData(ContractData.Matrix([], 0), Array.Empty<bool>());
        Should.Throw<FraudMlException>(() => Trainers.IsolationForest().Train(none, ContractData.Context()))
            .Problems.ShouldHaveSingleItem().ShouldContain("Got none among 0");
        TrainingData light = ContractData.Rows(10) with { Weights = new float[10] };
        Should.Throw<FraudMlException>(() => Trainers.IsolationForest().Train(light, ContractData.Context()))
            .Problems.ShouldHaveSingleItem().ShouldContain("weigh more than 0");
    }

    private static TreeEnsemble Grown(TrainingData data, IsolationForestOptions options) =>
        (TreeEnsemble)((LinkedModel)Trainers.IsolationForest(options).Train(data, ContractData.Context())).Inner;
}
