using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace FraudMl;

/// <remarks>
/// ML.NET penalises the intercept as any weight, and its duality gap ends well before the last digits: L-BFGS goes on from there, over the
/// objective of
/// logistic regression itself.
/// </remarks>
[DefinedAs("Trainers.Sdca")]
internal sealed class SdcaTrainer(SdcaOptions options) : ITrainer
{
    private const double FinalTolerance = 1e-9;

    public string Name => "SDCA";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new SdcaTrainer(options.As<SdcaOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        MlNetTraining.Require(options, data, Name);
        FeatureScaling? scaling = options.Standardize ? FeatureScaling.Of(data) : null;
        var view = new MatrixView(data, scaling, context.CancellationToken);
        CalibratedModelParametersBase<LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> fitted = MlNetTraining.Fit(
            view, context, ml => ml.BinaryClassification.Trainers.SdcaLogisticRegression(Translate(view)));
        LinearBinaryModelParameters linear = fitted.SubModel;
        double[] weights = [.. linear.Weights.Select(weight => (double)weight)];
        LinearModel near = scaling?.Unscale(weights, linear.Bias) ?? new LinearModel([.. linear.Weights], linear.Bias);
        return near.RefinedOn(data, Exact, context);
    }

    private LogisticRegressionOptions Exact => new()
    {
        L2 = options.L2,
        L1 = options.L1,
        Standardize = options.Standardize,
        Tolerance = FinalTolerance,
        MaximumIterationCount = options.MaximumPassCount,
    };

    // ML.NET penalises per row, whatever the rows weigh, and divides L1 by L2. One thread: several race, and their sums depend on who wins.
    private SdcaLogisticRegressionBinaryTrainer.Options Translate(MatrixView view) => new()
    {
        LabelColumnName = MatrixView.Label,
        FeatureColumnName = MatrixView.Features,
        ExampleWeightColumnName = view.WeightColumn,
        L2Regularization = (float)(options.L2 / view.Data.Labels.Length),
        L1Regularization = (float)(options.L1 / options.L2),
        ConvergenceTolerance = (float)options.Tolerance,
        MaximumNumberOfIterations = options.MaximumPassCount,
        NumberOfThreads = 1,
        Shuffle = true,
    };
}
