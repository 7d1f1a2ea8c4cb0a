namespace FraudMl;

/// <summary>Boosting on balanced samples, averaged (Liu, Wu and Zhou, IEEE SMC-B 39, 2009).</summary>
[DefinedAs("Trainers.EasyEnsemble")]
internal sealed class EasyEnsembleTrainer(ITrainer trainer, EasyEnsembleOptions options)
    : EnsembleTrainer<EasyEnsembleOptions>("EasyEnsemble", trainer, options, options.TargetRatio)
{
    protected override ITrainer Of(ITrainer trainer, EasyEnsembleOptions options) => new EasyEnsembleTrainer(trainer, options);

    protected override ScoringModel Train(BalancedSamples samples)
    {
        ScoringModel[] models = [.. Enumerable.Range(0, Options.EstimatorCount).SelectMany(i => Boosted(samples, i))];
        return ModelSum.Of(models, Options.LearningRate / Options.EstimatorCount, samples.LogOddsOffset);
    }

    private IReadOnlyList<ScoringModel> Boosted(BalancedSamples samples, int sample) => RealBoost.Train(
        samples.Of(sample, bootstrap: false), Options.RoundCount, Options.LearningRate,
        (rows, round) => Trainer.Train(rows, samples.ContextOf((sample * Options.RoundCount) + round)));
}
