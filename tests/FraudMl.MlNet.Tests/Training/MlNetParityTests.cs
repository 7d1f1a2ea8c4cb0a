using FraudMl.Tests.TrainerContract;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace FraudMl.Tests.Training;

/// <summary>Our plain data scores as ML.NET's own transformers do.</summary>
public sealed class MlNetParityTests
{
    private readonly TrainingData _data = ContractData.Rows(4000);
    private readonly MLContext _ml = new(7);

    [Fact]
    public void Forest_trees_sum_to_the_score_of_ML_NET_even_where_values_are_missing_or_at_thresholds()
    {
        var view = new MatrixView(_data);
        var theirs = _ml.BinaryClassification.Trainers.FastForest(new FastForestTrainer(new FastForestOptions()).Translate(view, ContractData.Context())).Fit(view);
        TreeEnsemble ours = MlNetTrees.Of(theirs.Model.TrainedTreeEnsemble, 1, 0, _data, ContractData.Context());
        FeatureMatrix rows = AdversarialRows.Of(ours, 5000);
        float[] scores = Column(theirs, rows, "Score");
        double[] sums = ContractData.Margins(ours, rows);
        for (int row = 0; row < scores.Length; row++) sums[row].ShouldBe(scores[row], 1e-6 * Math.Max(1, Math.Abs(scores[row])), $"row {row}");
    }

    [Fact]
    public void A_forest_ranks_as_ML_NET_ranks_since_Platt_scaling_only_stretches_the_score()
    {
        MatrixView view = FastForestTrainer.View(_data, ContractData.Context());
        var trainer = new FastForestTrainer(new FastForestOptions());
        var theirs = _ml.BinaryClassification.Trainers.FastForest(trainer.Translate(view, ContractData.Context())).Fit(view);
        FeatureMatrix rows = ContractData.Rows(2000, seed: 2).Matrix;
        double[] margins = ContractData.Margins(trainer.Train(_data, ContractData.Context()), rows);
        float[] scores = Column(theirs, rows, "Score", view.Order);
        int low = Array.IndexOf(scores, scores.Min()), high = Array.IndexOf(scores, scores.Max());
        double slope = (margins[high] - margins[low]) / (scores[high] - scores[low]);
        slope.ShouldBeGreaterThan(0);
        for (int row = 0; row < scores.Length; row++)
            margins[row].ShouldBe(margins[low] + (slope * (scores[row] - scores[low])), 1e-4);
    }

    [Fact]
    public void Covers_of_a_forest_are_the_weights_that_reach_each_node()
    {
        TrainingData weighted = _data with { Weights = Array.ConvertAll(_data.Labels.ToArray(), label => label ? 2.5f : 1f) };
        var trees = (TreeEnsemble)new FastForestTrainer(new FastForestOptions { TreeCount = 5 }).Train(weighted, ContractData.Context());
        double total = weighted.Weights.ToArray().Sum(weight => (double)weight);
        foreach (int root in trees.Roots) trees.Covers[root].ShouldBe(total, 1e-9 * total);
        for (int node = 0; node < trees.Features.Length; node++)
        {
            if (trees.Features[node] >= 0)
                trees.Covers[node].ShouldBe(trees.Covers[trees.Left[node]] + trees.Covers[trees.Right[node]], 1e-9 * total);
        }
    }

    private static float[] Column(BinaryPredictionTransformer<FastForestBinaryModelParameters> model, FeatureMatrix rows, string name,
        int[]? order = null)
    {
        IDataView scored = model.Transform(new MatrixView(new TrainingData(rows, new bool[rows.RowCount])) { Order = order });
        return [.. scored.GetColumn<float>(name)];
    }
}
