using System.Globalization;

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
        using Rented<MatrixHandle> rows = Rent(data, context);
        using Rented<MatrixHandle>? heldRows = HoldBack(data.Validation, context);
        (MatrixHandle training, MatrixHandle? held) = (rows.Value, heldRows?.Value);
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

    // XGBoost bins a matrix at its first training and keeps the bins with it.
    private Rented<MatrixHandle> Rent(TrainingData data, TrainingContext context) => context.Rent(data,
        string.Create(CultureInfo.InvariantCulture, $"{Name} {options.TreeMethod} {options.MaximumBinCount}"),
        MemoryOf(data.Matrix.RowCount, data.Matrix.ColumnCount), () => XGBoostMatrix.Create(data, context.ThreadCount));

    private Rented<MatrixHandle>? HoldBack(TrainingData? validation, TrainingContext context)
    {
        if (validation is null || (options.EarlyStoppingRounds == 0 && context.OnIteration is null)) return null;
        validation.RequireValid($"Early stopping of {Name}");
        return Rent(validation, context);
    }
}
