namespace FraudMl;

[DefinedAs("Trainers.XGBoost")]
internal sealed class XGBoostTrainer(XGBoostOptions options) : ITrainer
{
    public string Name => "XGBoost";

    public ValidatedOptions Options => options;

    public double ValidationShare => options.EarlyStoppingRounds > 0 ? options.ValidationShare : 0;

    // Index and value of each entry, and its bin; margin, derivatives and place for each row.
    public long MemoryOf(long rowCount, long columnCount) => rowCount * ((columnCount * 12) + 32);

    public ITrainer With(ValidatedOptions options) => new XGBoostTrainer(options.As<XGBoostOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        IReadOnlyList<(string Name, string Value)> parameters = XGBoostParameters.Of(options, data, context);
        context.CancellationToken.ThrowIfCancellationRequested();
        XGBoostLibrary.Require();
        using MatrixHandle training = XGBoostMatrix.Create(data, context.ThreadCount);
        using MatrixHandle? held = HoldBack(data.Validation, context);
        using BoosterHandle booster = XGBoostBooster.Create(training, held, parameters);
        EarlyStopping? stopping = held is null
            ? null : new(data.Validation!, options.EarlyStoppingRounds, () => XGBoostBooster.Margins(booster, held));
        Func<int, bool> grow = options.Loss is { } loss ? ByDerivatives(booster, training, data, loss)
            : iteration => XGBoostBooster.Grow(booster, training, iteration);
        int treeCount = BoostingLoop.Run(options.TreeCount, context, grow, stopping);
        return XGBoostModelJson.Parse(XGBoostBooster.ModelJson(booster), data.Matrix.ColumnCount, treeCount);
    }

    private Func<int, bool> ByDerivatives(BoosterHandle booster, MatrixHandle training, TrainingData data, BoostingLoss loss)
    {
        float[] gradients = new float[data.Matrix.RowCount], curvatures = new float[gradients.Length];
        return _ =>
        {
            loss.Derivatives(XGBoostBooster.Margins(booster, training), data, options.PositiveWeight, gradients, curvatures);
            return XGBoostBooster.Grow(booster, training, gradients, curvatures);
        };
    }

    private MatrixHandle? HoldBack(TrainingData? validation, TrainingContext context)
    {
        if (validation is null || (options.EarlyStoppingRounds == 0 && context.OnIteration is null)) return null;
        validation.RequireValid($"Early stopping of {Name}");
        return XGBoostMatrix.Create(validation, context.ThreadCount);
    }
}
