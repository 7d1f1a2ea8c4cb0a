namespace FraudMl;

/// <summary>Boosting on balanced samples, averaged (Liu, Wu and Zhou, IEEE SMC-B 39, 2009).</summary>
internal sealed class EasyEnsembleTrainer(ITrainer trainer, EasyEnsembleOptions options) : ITrainer
{
    public string Name => $"EasyEnsemble of {trainer.Name}";

    public ValidatedOptions Options => options;

    public IReadOnlyList<IPart> Parts => [trainer];

    public ITrainer With(ValidatedOptions other) => new EasyEnsembleTrainer(trainer, other.As<EasyEnsembleOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        var samples = new BalancedSamples(data, options.TargetRatio, context);
        ScoringModel[] models = [.. Enumerable.Range(0, options.EstimatorCount).SelectMany(i => Boosted(samples, i))];
        return ModelSum.Of(models, options.LearningRate / options.EstimatorCount, samples.LogOddsOffset);
    }

    private IReadOnlyList<ScoringModel> Boosted(BalancedSamples samples, int sample) => RealBoost.Train(
        samples.Of(sample, bootstrap: false), options.RoundCount, options.LearningRate, (rows, round) => trainer.Train(rows, samples.ContextOf((sample * options.RoundCount) + round)));
}
