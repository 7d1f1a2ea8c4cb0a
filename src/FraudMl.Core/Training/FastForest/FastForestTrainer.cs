using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace FraudMl;

internal sealed class FastForestTrainer(FastForestOptions options) : ITrainer
{
    public string Name => "Random forest";

    public StepOptions Options => options;

    public ITrainer With(StepOptions options) => new FastForestTrainer(options.As<FastForestOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        MlNetTraining.RequireFinite(data.Matrix, Name);
        var view = new MatrixView(data, cancellation: context.CancellationToken);
        FastForestBinaryModelParameters fitted = MlNetTraining.Fit(
            view, context, ml => ml.BinaryClassification.Trainers.FastForest(Translate(view, context)));
        TreeEnsemble trees = FastForestTrees.Of(fitted, data, context);
        return Calibrated(trees, data);
    }

    /// <summary>Platt's curve over the training scores, folded into leaves and bias: a forest's score is a vote, not log-odds.</summary>
    private static TreeEnsemble Calibrated(TreeEnsemble trees, TrainingData data)
    {
        var scores = new double[data.Matrix.RowCount];
        trees.Score(data.Matrix.Values.Span, scores);
        double[] weights = data.Weights.IsEmpty ? [.. Enumerable.Repeat(1.0, scores.Length)] : Array.ConvertAll(data.Weights.ToArray(), weight => (double)weight);
        PlattCalibration curve = PlattNewton.Fit(scores, data.Labels.Span, weights);
        return trees with
        {
            Bias = (trees.Bias * curve.Slope) + curve.Intercept,
            Values = Array.ConvertAll(trees.Values, value => value * curve.Slope),
        };
    }

    internal FastForestBinaryTrainer.Options Translate(MatrixView view, TrainingContext context) => new()
    {
        LabelColumnName = MatrixView.Label,
        FeatureColumnName = MatrixView.Features,
        ExampleWeightColumnName = view.WeightColumn,
        NumberOfTrees = options.TreeCount,
        NumberOfLeaves = options.LeafCount,
        MinimumExampleCountPerLeaf = options.MinimumRowsPerLeaf,
        FeatureFractionPerSplit = options.FeatureRatio,
        BaggingExampleFraction = options.RowRatio,
        MaximumBinCountPerFeature = options.MaximumBinCount,
        NumberOfThreads = context.ThreadCount,
        Seed = context.Seed,
    };
}
