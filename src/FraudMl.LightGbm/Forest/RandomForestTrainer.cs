namespace FraudMl;

[DefinedAs("Trainers.RandomForest")]
internal sealed class RandomForestTrainer(RandomForestOptions options) : ITrainer
{
    private const int FoldCount = 3;

    public string Name => "LightGBM forest";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new RandomForestTrainer(options.As<RandomForestOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        context.CancellationToken.ThrowIfCancellationRequested();
        LightGbmLibrary.Require();
        TreeEnsemble votes = Vote(data, context);
        // Votes on rows that a deep tree has grown on are nearly all right, and a curve over them far too steep.
        double[]? unseen = data.FraudCount < FoldCount ? null : OutOfFoldMargins.Of([Vote], data, FoldCount, context)[0];
        return votes.CalibratedOn(data, unseen);
    }

    private TreeEnsemble Vote(TrainingData data, TrainingContext context)
    {
        string parameters = LightGbmParameters.Of(options, context);
        using DatasetHandle training = LightGbmDataset.Create(data, parameters);
        using BoosterHandle booster = LightGbmBooster.Create(training, parameters);
        int treeCount = BoostingLoop.Run(options.TreeCount, context, _ => LightGbmBooster.Grow(booster));
        return LightGbmModelText.Parse(LightGbmBooster.ModelText(booster, treeCount), data.Matrix.ColumnCount);
    }
}
