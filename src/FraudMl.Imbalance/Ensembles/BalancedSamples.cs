namespace FraudMl;

/// <summary>Random balanced samples of training rows, and the models trained on them.</summary>
internal sealed record BalancedSamples(TrainingData Data, double TargetRatio, TrainingContext Context)
{
    /// <value>What a model trained on a balanced sample has to be moved by, in log-odds; exact, as rows are left out at random.</value>
    public double LogOddsOffset => IsBalanced ? 0 : Sample(0, false).Shift.LogOddsOffset;

    private bool IsBalanced
    {
        get
        {
            int frauds = Data.FraudCount, legits = Data.Labels.Length - frauds;
            return Shares.Reaches(Math.Min(frauds, legits), TargetRatio, Math.Max(frauds, legits));
        }
    }

    /// <summary>Returns the training data of one sample; a bootstrap draws the rows of both classes with replacement.</summary>
    public TrainingData Of(int sample, bool bootstrap) => IsBalanced && !bootstrap ? Data : Sample(sample, bootstrap).Data;

    /// <summary>Returns the context of one sample's learner.</summary>
    public TrainingContext ContextOf(int sample) => Context with { Seed = SeedOf(sample), OnIteration = null };

    /// <summary>Trains a model on each of some samples and averages their margins, the prior correction included.</summary>
    public ScoringModel Average(ITrainer trainer, int count, bool bootstrap)
    {
        ScoringModel[] models = [.. Enumerable.Range(0, count).Select(i => trainer.Train(Of(i, bootstrap), ContextOf(i)))];
        return ModelSum.Of(models, 1.0 / models.Length, LogOddsOffset);
    }

    private int SeedOf(int sample) => unchecked(Context.Seed + (sample * 7919));

    private ResampledRows Sample(int sample, bool bootstrap)
    {
        Context.CancellationToken.ThrowIfCancellationRequested();
        if (!bootstrap) return new RandomUnderResampler(new RandomUnderOptions { TargetRatio = TargetRatio }).Resample(Data,
            new ResamplingContext(SeedOf(sample), Context.ThreadCount));
        ClassRows classes = ClassRows.Of(Data, "The ensemble", Context.CancellationToken);
        ClassCounts keep = IsBalanced ? classes.Counts
            : TargetCounts.ToKeep("The ensemble", new RandomUnderOptions { TargetRatio = TargetRatio }, classes.Counts);
        var random = new Random(SeedOf(sample));
        int[] rows = [.. Drawn(classes.Frauds, keep.Frauds), .. Drawn(classes.Legitimate, keep.Legitimate)];
        Array.Sort(rows);
        return Data.Pick(rows, "bootstrap", SeedOf(sample), isRandom: true);

        // Within each class, so that none is lost.
        IEnumerable<int> Drawn(int[] of, int count) => Enumerable.Range(0, count).Select(_ => of[random.Next(of.Length)]);
    }
}
