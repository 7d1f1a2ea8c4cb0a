namespace FraudMl.Tests;

/// <summary>A learner that learns at once, waits to be cancelled, or does not even notice that (until the test releases it).</summary>
internal sealed class StallingTrainer(StallingOptions options, ManualResetEventSlim release) : ITrainer
{
    public string Name => $"Stalling {options.Stall}";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions other) => new StallingTrainer((StallingOptions)other, release);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        if (options.Stall == Stall.DeafToCancellation) release.Wait(CancellationToken.None);
        if (options.Stall == Stall.UntilCancelled) release.Wait(context.CancellationToken);
        return new NewtonTrainer().Train(data, context);
    }
}
