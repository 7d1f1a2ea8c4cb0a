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
        return MlNetTrees.Of(fitted.TrainedTreeEnsemble, 1, 0, data, context).CalibratedOn(data);
    }

    internal FastForestBinaryTrainer.Options Translate(MatrixView view, TrainingContext context) => new()
    {
        LabelColumnName = MatrixView.Label,
        FeatureColumnName = MatrixView.Features,
        ExampleWeightColumnName = view.WeightColumn,
        NumberOfTrees = options.TreeCount + 1, // ML.NET's forest hands over one tree fewer than asked, and none when asked for one.
        NumberOfLeaves = options.LeafCount,
        MinimumExampleCountPerLeaf = options.MinimumRowsPerLeaf,
        FeatureFractionPerSplit = options.FeatureRatio,
        BaggingExampleFraction = options.RowRatio,
        MaximumBinCountPerFeature = options.MaximumBinCount,
        NumberOfThreads = context.ThreadCount,
        Seed = context.Seed,
    };
}
