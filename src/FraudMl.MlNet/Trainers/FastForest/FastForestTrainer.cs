using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace FraudMl;

[DefinedAs("Trainers.FastForest")]
internal sealed class FastForestTrainer(FastForestOptions options) : ITrainer
{
    public string Name => "FastForest";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new FastForestTrainer(options.As<FastForestOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        MlNetTraining.Require(options, data, Name);
        MatrixView view = View(data, context);
        FastForestBinaryTrainer.Options asked = Translate(view, context);
        asked.NumberOfTrees++; // ML.NET leaves out trees that find no split; a tree too many is cut off.
        FastForestBinaryModelParameters fitted = MlNetTraining.Fit(view, context, ml => ml.BinaryClassification.Trainers.FastForest(asked));
        TreeEnsemble trees = MlNetTrees.Of(fitted.TrainedTreeEnsemble, 1, 0, data, context, options.TreeCount, view.Order);
        return trees.Roots.Length > 0 ? trees.CalibratedOn(data) : TreeTraining.OneLeaf(data);
    }

    // ML.NET leaves out each column of a split with the same chance, but never the first: which one that is follows the seed.
    internal static MatrixView View(TrainingData data, TrainingContext context)
    {
        int[] order = [.. Enumerable.Range(0, data.Matrix.ColumnCount)];
        new Random(context.Seed).Shuffle(order);
        return new MatrixView(data, cancellation: context.CancellationToken) { Order = order };
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
        FeatureFraction = 1, // ML.NET's own 0.7 leaves the same columns out of the first tree whatever the seed, others out of the next.
        BaggingExampleFraction = options.RowRatio,
        MaximumBinCountPerFeature = options.MaximumBinCount,
        NumberOfThreads = context.ThreadCount,
        Seed = context.Seed,
    };
}
