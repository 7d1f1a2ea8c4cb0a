using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace FraudMl;

internal sealed class LogisticRegressionTrainer(LogisticRegressionOptions options) : ITrainer
{
    // A Newton iteration costs the square of the columns per row, one of L-BFGS the columns.
    private const int MostNewtonColumns = 256;

    public string Name => "Logistic regression";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new LogisticRegressionTrainer(options.As<LogisticRegressionOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        MlNetTraining.Require(options, data, Name);
        FeatureScaling? scaling = options.Standardize ? FeatureScaling.Of(data) : null;
        (double[] weights, double bias) = options.L1 == 0 && data.Matrix.ColumnCount <= MostNewtonColumns
            ? ByNewton(data, scaling, context)
            : ByMlNet(new MatrixView(data, scaling, context.CancellationToken), context);
        return scaling is null ? new LinearModel([.. weights.Select(weight => (float)weight)], bias) : scaling.Unscale(weights, bias);
    }

    private (double[] Weights, double Bias) ByNewton(TrainingData data, FeatureScaling? scaling, TrainingContext context)
    {
        double[] solution = new LogisticNewton(data, scaling, options.L2, context.ThreadCount, context.CancellationToken).Fit(options.Tolerance, options.MaximumIterationCount);
        return (solution[..^1], solution[^1]);
    }

    private (double[] Weights, double Bias) ByMlNet(MatrixView view, TrainingContext context)
    {
        CalibratedModelParametersBase<LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> fitted = MlNetTraining.Fit(
            view, context, ml => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Translate(view)));
        return ([.. fitted.SubModel.Weights], fitted.SubModel.Bias);
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
