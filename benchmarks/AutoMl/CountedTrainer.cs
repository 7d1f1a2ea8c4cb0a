using FraudMl;
using FraudMl.Options;
using FraudMl.Models;
using FraudMl.Training;

namespace AutoMl;

/// <summary>A learner that counts the rounds it grows, those of trials that are stopped among them.</summary>
internal sealed class CountedTrainer(ITrainer trainer, CountedTrainer.Counter counter) : ITrainer
{
    public string Name => trainer.Name;

    public ValidatedOptions Options => trainer.Options;

    public double ValidationShare => trainer.ValidationShare;

    public ITrainer With(ValidatedOptions options) => new CountedTrainer(trainer.With(options), counter);

    public ScoringModel Train(TrainingData data, TrainingContext context) => trainer.Train(data, context with
    {
        OnIteration = iteration =>
        {
            Interlocked.Increment(ref counter.Rounds);
            return context.OnIteration?.Invoke(iteration) ?? true;
        },
    });

    internal sealed class Counter
    {
        public long Rounds;
    }
}
