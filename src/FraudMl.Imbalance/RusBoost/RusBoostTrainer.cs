namespace FraudMl;

/// <summary>Boosting on balanced samples of the reweighed rows (Seiffert et al., IEEE SMC-A 40, 2010).</summary>
internal sealed class RusBoostTrainer(ITrainer trainer, RusBoostOptions options) : ITrainer
{
    public string Name => $"RUSBoost of {trainer.Name}";

    public ValidatedOptions Options => options;

    public IReadOnlyList<IPart> Parts => [trainer];

    public ITrainer With(ValidatedOptions other) => new RusBoostTrainer(trainer, other.As<RusBoostOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        var samples = new BalancedSamples(data, options.TargetRatio, context);
        IReadOnlyList<ScoringModel> models = RealBoost.Train(data, options.RoundCount, options.LearningRate, (rows, round) =>
            trainer.Train((samples with { Data = rows }).Of(round, bootstrap: false), samples.ContextOf(round)));
        return ModelSum.Of(models, options.LearningRate, samples.LogOddsOffset);
    }
}
