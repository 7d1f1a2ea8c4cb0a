using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;

namespace FraudMl;

[DefinedAs("Trainers.Gam")]
internal sealed class GamTrainer(GamOptions options) : ITrainer
{
    public string Name => "GAM";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new GamTrainer(options.As<GamOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        MlNetTraining.Require(options, data, Name);
        // ML.NET accepts them, and then gives every row the same score.
        if (!data.Weights.IsEmpty)
            throw new FraudMlException("GAM can't be trained on weights: ML.NET's is broken there. Leave the weights out, resample with "
                + "Resamplers.RandomOver(), or use another learner.");
        if (!Vary(data.Matrix)) return TreeTraining.OneLeaf(data); // ML.NET fails without a column to bin.
        var view = new MatrixView(data, cancellation: context.CancellationToken);
        CalibratedModelParametersBase<GamBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> fitted = MlNetTraining.Fit(
            view, context, ml => ml.BinaryClassification.Trainers.Gam(Translate(view)));
        return MlNetTrees.Of(fitted.SubModel, -fitted.Calibrator.Slope, -fitted.Calibrator.Offset, data, context);
    }

    private static bool Vary(FeatureMatrix matrix)
    {
        for (int row = 1; row < matrix.RowCount; row++)
        {
            if (!matrix.Row(row).SequenceEqual(matrix.Row(0))) return true;
        }

        return false;
    }

    // One thread: with two, runs with the same seed differ by more than the digits that MlNetTrees rounds away.
    private GamBinaryTrainer.Options Translate(MatrixView view) => new()
    {
        LabelColumnName = MatrixView.Label,
        FeatureColumnName = MatrixView.Features,
        NumberOfIterations = options.IterationCount,
        LearningRate = options.LearningRate,
        MaximumBinCountPerFeature = options.MaximumBinCount,
        NumberOfThreads = 1,
    };
}
