namespace FraudMl;

[DefinedAs("Trainers.LightGbm")]
internal sealed class LightGbmTrainer(LightGbmOptions options) : ITrainer
{
    public string Name => "LightGBM";

    public ValidatedOptions Options => options;

    public double ValidationShare => options.EarlyStoppingRounds > 0 ? options.ValidationShare : 0;

    // A byte of bin for each value; scores, gradients and order for each row; a histogram for each leaf.
    public long MemoryOf(long rowCount, long columnCount) =>
        (rowCount * (columnCount + 32)) + (options.LeafCount * columnCount * 256 * 16L);

    public ITrainer With(ValidatedOptions options) => new LightGbmTrainer(options.As<LightGbmOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name, takesCategories: true);
        context.CancellationToken.ThrowIfCancellationRequested();
        LightGbmLibrary.Require();
        string parameters = LightGbmParameters.Of(options, context, data.Matrix.Columns);
        double start = options.Loss is null ? 0 : PriorMargin(data);
        string bins = LightGbmDataset.KeyOf(data, context, options.MaximumBinCount);
        using Rented<DatasetHandle> training = LightGbmDataset.Rent(data, context, bins, parameters, start: start);
        using BoosterHandle booster = LightGbmBooster.Create(training.Value, parameters);
        context.CancellationToken.ThrowIfCancellationRequested();
        using Rented<DatasetHandle>? held = options.EarlyStoppingRounds > 0 || context.OnIteration is not null
            ? HoldBack(data.Validation, context, bins, training.Value, booster, parameters) : null;
        EarlyStopping? stopping = held is null ? null : new(data.Validation!, options.EarlyStoppingRounds,
            () => LightGbmBooster.Predictions(booster, 1, data.Validation!.Labels.Length));
        Func<int, bool> grow = options.Loss is { } loss ? ByDerivatives(booster, data, loss) : _ => LightGbmBooster.Grow(booster);
        int treeCount = BoostingLoop.Run(options.TreeCount, context, grow, stopping);
        TreeEnsemble trees = LightGbmModelText.Parse(LightGbmBooster.ModelText(booster, treeCount), data.Matrix.ColumnCount);
        return trees with { Bias = trees.Bias + start };
    }

    private Func<int, bool> ByDerivatives(BoosterHandle booster, TrainingData data, BoostingLoss loss)
    {
        float[] gradients = new float[data.Matrix.RowCount], curvatures = new float[gradients.Length];
        return _ =>
        {
            loss.Derivatives(LightGbmBooster.Predictions(booster, 0, gradients.Length), data, options.PositiveWeight, gradients,
                curvatures);
            return LightGbmBooster.Grow(booster, gradients, curvatures);
        };
    }

    // LightGBM starts at the fraud ratio by itself only with a loss of its own.
    private double PriorMargin(TrainingData data)
    {
        double ratio = data.FraudRatio(options.PositiveWeight);
        return Math.Log(ratio / (1 - ratio));
    }

    private static Rented<DatasetHandle>? HoldBack(TrainingData? validation, TrainingContext context, string bins, DatasetHandle training,
        BoosterHandle booster, string parameters)
    {
        if (validation is null) return null;
        validation.RequireValid("Early stopping of LightGBM", takesCategories: true);
        Rented<DatasetHandle> held = LightGbmDataset.Rent(validation, context, bins, parameters, training);
        LightGbmNative.Check(LightGbmNative.LGBM_BoosterAddValidData(booster, held.Value));
        return held;
    }
}
