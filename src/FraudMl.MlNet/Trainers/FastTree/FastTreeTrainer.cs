using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;

namespace FraudMl;

[DefinedAs("Trainers.FastTree")]
internal sealed class FastTreeTrainer(FastTreeOptions options) : ITrainer
{
    public string Name => "FastTree";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new FastTreeTrainer(options.As<FastTreeOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        MlNetTraining.Require(options, data, Name);
        var view = new MatrixView(data, cancellation: context.CancellationToken);
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> fitted = MlNetTraining.Fit(
            view, context, ml => ml.BinaryClassification.Trainers.FastTree(Translate(view, context)));
        // Of no tree ML.NET says 0.5.
        if (fitted.SubModel.TrainedTreeEnsemble.Trees.Count == 0) return TreeTraining.OneLeaf(data);
        // ML.NET's calibrator is 1 / (1 + exp(slope · score + offset)).
        return MlNetTrees.Of(fitted.SubModel.TrainedTreeEnsemble, -fitted.Calibrator.Slope, -fitted.Calibrator.Offset, data, context);
    }

    private FastTreeBinaryTrainer.Options Translate(MatrixView view, TrainingContext context) => new()
    {
        LabelColumnName = MatrixView.Label,
        FeatureColumnName = MatrixView.Features,
        ExampleWeightColumnName = view.WeightColumn,
        NumberOfTrees = options.TreeCount,
        NumberOfLeaves = options.LeafCount,
        MinimumExampleCountPerLeaf = options.MinimumRowsPerLeaf,
        LearningRate = options.LearningRate,
        FeatureFraction = options.FeatureRatio,
        FeatureSelectionSeed = context.Seed, // Else the first tree lacks the same columns whatever the seed.
        MaximumBinCountPerFeature = options.MaximumBinCount,
        NumberOfThreads = context.ThreadCount,
        Seed = context.Seed,
    };
}
