namespace FraudMl;

/// <summary>An isolation forest (Liu, Ting and Zhou, Isolation Forest, ICDM 2008).</summary>
[DefinedAs("Trainers.IsolationForest")]
internal sealed class IsolationForestTrainer(IsolationForestOptions options) : ITrainer
{
    public string Name => "Isolation forest";

    public ValidatedOptions Options => options;

    public bool NeedsLabels => false;

    public ITrainer With(ValidatedOptions options) => new IsolationForestTrainer(options.As<IsolationForestOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValidRows(Name);
        context.CancellationToken.ThrowIfCancellationRequested();
        return new LinkedModel(IsolationTrees.Grow(data, options, context), new AnomalyScore());
    }
}
