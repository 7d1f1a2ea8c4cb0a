namespace FraudMl;

internal sealed class LightGbmTrainer(LightGbmOptions options) : ITrainer
{
    public string Name => "LightGBM";

    public StepOptions Options => options;

    public double ValidationShare => options.EarlyStoppingRounds > 0 ? options.ValidationShare : 0;

    public ITrainer With(StepOptions options) => new LightGbmTrainer(options.As<LightGbmOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        context.CancellationToken.ThrowIfCancellationRequested();
        LightGbmLibrary.Require();
        string parameters = LightGbmParameters.Of(options, context);
        using DatasetHandle training = LightGbmDataset.Create(data, parameters);
        using BoosterHandle booster = LightGbmBooster.Create(training, parameters);
        context.CancellationToken.ThrowIfCancellationRequested();
        using DatasetHandle? held = HoldBack(data.Validation, training, booster, parameters);
        EarlyStopping? stopping = held is null ? null : new(data.Validation!, options.EarlyStoppingRounds, () => LightGbmBooster.Predictions(booster, 1, data.Validation!.Labels.Length));
        int treeCount = BoostingLoop.Run(options.TreeCount, context, _ => LightGbmBooster.Grow(booster), stopping);
        return LightGbmModelText.Parse(LightGbmBooster.ModelText(booster, treeCount), data.Matrix.ColumnCount);
    }

    private DatasetHandle? HoldBack(TrainingData? validation, DatasetHandle training, BoosterHandle booster, string parameters)
    {
        if (options.EarlyStoppingRounds == 0 || validation is null) return null;
        validation.RequireValid($"Early stopping of {Name}");
        DatasetHandle held = LightGbmDataset.Create(validation, parameters, training);
        LightGbmNative.Check(LightGbmNative.LGBM_BoosterAddValidData(booster, held));
        return held;
    }
}
