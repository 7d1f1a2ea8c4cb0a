namespace FraudMl;

/// <summary>Boosting on balanced samples of the reweighed rows (Seiffert et al., IEEE SMC-A 40, 2010).</summary>
[DefinedAs("Trainers.RusBoost")]
internal sealed class RusBoostTrainer(ITrainer trainer, RusBoostOptions options)
    : EnsembleTrainer<RusBoostOptions>("RUSBoost", trainer, options, options.TargetRatio)
{
    protected override ITrainer Of(ITrainer trainer, RusBoostOptions options) => new RusBoostTrainer(trainer, options);

    protected override ScoringModel Train(BalancedSamples samples)
    {
        IReadOnlyList<ScoringModel> models = RealBoost.Train(samples.Data, Options.RoundCount, Options.LearningRate, (rows, round) =>
            Trainer.Train((samples with { Data = rows }).Of(round, bootstrap: false), samples.ContextOf(round)));
        return ModelSum.Of(models, Options.LearningRate, samples.LogOddsOffset);
    }
}
