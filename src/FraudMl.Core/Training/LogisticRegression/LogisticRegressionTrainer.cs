namespace FraudMl;

[DefinedAs("Trainers.LogisticRegression")]
internal sealed class LogisticRegressionTrainer(LogisticRegressionOptions options) : ITrainer
{
    // An iteration of Newton's method costs the square of the columns per row, one of L-BFGS the columns; with an L1
    // penalty it takes more of them.
    private const int MostNewtonColumns = 256;
    private const int MostProximalColumns = 64;

    public string Name => "Logistic regression";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new LogisticRegressionTrainer(options.As<LogisticRegressionOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        data.RequireFinite(Name);
        context.CancellationToken.ThrowIfCancellationRequested();
        FeatureScaling? scaling = options.Standardize ? FeatureScaling.Of(data) : null;
        bool isWide = data.Matrix.ColumnCount > (options.L1 > 0 ? MostProximalColumns : MostNewtonColumns);
        var objective = new LogisticObjective(data, scaling, options.L2, curved: !isWide, context);
        double[] solution = isWide
            ? new LogisticLbfgs(objective, options.L1).Fit(options.Tolerance, options.MaximumIterationCount)
            : new LogisticNewton(objective, options.L1).Fit(options.Tolerance, options.MaximumIterationCount);
        return Model(solution, scaling);
    }

    /// <summary>Returns the model of the weights of the (scaled) features, and last the bias.</summary>
    internal static LinearModel Model(double[] solution, FeatureScaling? scaling)
    {
        (double[] weights, double bias) = (solution[..^1], solution[^1]);
        return scaling is null ? new LinearModel([.. weights.Select(weight => (float)weight)], bias) : scaling.Unscale(weights, bias);
    }
}
