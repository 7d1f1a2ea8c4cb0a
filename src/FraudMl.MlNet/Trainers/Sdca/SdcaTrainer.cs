using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace FraudMl;

[DefinedAs("Trainers.Sdca")]
internal sealed class SdcaTrainer(SdcaOptions options) : ITrainer
{
    public string Name => "SDCA";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new SdcaTrainer(options.As<SdcaOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        MlNetTraining.Require(options, data, Name);
        FeatureScaling? scaling = options.Standardize ? FeatureScaling.Of(data) : null;
        var view = new MatrixView(data, scaling, context.CancellationToken);
        CalibratedModelParametersBase<LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> fitted = MlNetTraining.Fit(
            view, context, ml => ml.BinaryClassification.Trainers.SdcaLogisticRegression(Translate(view)));
        LinearBinaryModelParameters linear = fitted.SubModel;
        return scaling is null ? new LinearModel([.. linear.Weights], linear.Bias) : scaling.Unscale([.. linear.Weights], linear.Bias);
    }

    // ML.NET penalises per row, and divides L1 by L2. One thread: several race, and their sums depend on who wins.
    private SdcaLogisticRegressionBinaryTrainer.Options Translate(MatrixView view)
    {
        double total = view.Data.Weights.IsEmpty ? view.Data.Labels.Length : view.Data.Weights.ToArray().Sum(weight => (double)weight);
        return new()
        {
            LabelColumnName = MatrixView.Label,
            FeatureColumnName = MatrixView.Features,
            ExampleWeightColumnName = view.WeightColumn,
            L2Regularization = (float)(options.L2 / total),
            L1Regularization = (float)(options.L1 / options.L2),
            ConvergenceTolerance = (float)options.Tolerance,
            MaximumNumberOfIterations = options.MaximumPassCount,
            NumberOfThreads = 1,
            Shuffle = true,
        };
    }
}
