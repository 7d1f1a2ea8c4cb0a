namespace FraudMl.Tests;

/// <summary>A learner that first waits until as many learn at once as the meeting has seats; alone, as when the winner is fitted, it
/// does not wait for ever.</summary>
internal sealed class MeetingTrainer(Barrier meeting) : ITrainer
{
    private int _trained;

    public string Name => "Meeting";

    public ValidatedOptions Options { get; } = new NoOptions();

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        // The two folds of the comparison; the winner is fitted by itself.
        if (Interlocked.Increment(ref _trained) <= 2) meeting.SignalAndWait(context.CancellationToken);
        return new NewtonTrainer().Train(data, context);
    }
}
