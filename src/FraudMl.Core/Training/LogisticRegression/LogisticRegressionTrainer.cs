using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace FraudMl;

internal sealed class LogisticRegressionTrainer(LogisticRegressionOptions options) : ITrainer
{
    public string Name => "Logistic regression";

    public StepOptions Options => options;

    public ITrainer With(StepOptions options) => new LogisticRegressionTrainer(options.As<LogisticRegressionOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        MlNetTraining.RequireFinite(data.Matrix, Name);
        FeatureScaling? scaling = options.Standardize ? FeatureScaling.Of(data) : null;
        var view = new MatrixView(data, scaling, context.CancellationToken);
        CalibratedModelParametersBase<LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> fitted = MlNetTraining.Fit(
            view, context, ml => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Translate(view)));
        LinearBinaryModelParameters linear = fitted.SubModel;
        return scaling is null ? new LinearModel([.. linear.Weights], linear.Bias) : scaling.Unscale(linear.Weights, linear.Bias);
    }

    // One thread: sums over several would depend on their number.
    internal LbfgsLogisticRegressionBinaryTrainer.Options Translate(MatrixView view) => new()
    {
        LabelColumnName = MatrixView.Label,
        FeatureColumnName = MatrixView.Features,
        ExampleWeightColumnName = view.WeightColumn,
        L1Regularization = (float)options.L1,
        L2Regularization = (float)options.L2,
        OptimizationTolerance = (float)options.Tolerance,
        MaximumNumberOfIterations = options.MaximumIterationCount,
        NumberOfThreads = 1,
    };
}
