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
        int treeCount = options.EarlyStoppingRounds > 0 && data.Validation is { } validation
            ? BoostWithEarlyStopping(booster, training, validation, parameters, context)
            : Boost(booster, context, _ => null);
        return LightGbmModelText.Parse(LightGbmBooster.ModelText(booster, treeCount), data.Matrix.ColumnCount);
    }

    private int BoostWithEarlyStopping(BoosterHandle booster, DatasetHandle training, TrainingData validation, string parameters, TrainingContext context)
    {
        validation.RequireValid($"Early stopping of {Name}");
        using DatasetHandle held = LightGbmDataset.Create(validation, parameters, training);
        LightGbmNative.Check(LightGbmNative.LGBM_BoosterAddValidData(booster, held));
        var stopping = new EarlyStopping(validation, options.EarlyStoppingRounds);
        Boost(booster, context, iteration => stopping.Score(iteration, LightGbmBooster.Predictions(booster, 1, validation.Labels.Length)), () => stopping.IsOver);
        return stopping.BestIteration;
    }

    /// <summary>Grows trees until there are enough, no split is left, or somebody says stop; returns how many there are.</summary>
    private int Boost(BoosterHandle booster, TrainingContext context, Func<int, double?> score, Func<bool>? isOver = null)
    {
        for (int iteration = 1; iteration <= options.TreeCount; iteration++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            LightGbmNative.Check(LightGbmNative.LGBM_BoosterUpdateOneIter(booster, out int isFinished));
            double? validationScore = score(iteration);
            bool goesOn = context.OnIteration?.Invoke(new TrainingIteration(iteration, options.TreeCount, validationScore)) ?? true;
            if (isFinished != 0 || !goesOn || isOver?.Invoke() == true) return iteration;
        }

        return options.TreeCount;
    }
}
