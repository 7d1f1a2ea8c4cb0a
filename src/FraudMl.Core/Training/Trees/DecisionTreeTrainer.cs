namespace FraudMl;

[DefinedAs("Trainers.DecisionTree")]
internal sealed class DecisionTreeTrainer(DecisionTreeOptions options) : ITrainer
{
    public string Name => "Decision tree";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new DecisionTreeTrainer(options.As<DecisionTreeOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        context.CancellationToken.ThrowIfCancellationRequested();
        double share = data.FraudRatio();
        var grower = new TreeGrower(FeatureBins.Of(data, options.MaximumBinCount, context), data, options, context);
        var ensemble = new TreeEnsembleBuilder(data.Matrix.ColumnCount);
        ensemble.Add(grower.Grow(grower.AllRows, context.Seed, LogOddsOf));
        return ensemble.Build();

        double LogOddsOf(double weight, double frauds) =>
            LogOdds.OfClipped((frauds + (options.Smoothing * share)) / (weight + options.Smoothing));
    }
}
