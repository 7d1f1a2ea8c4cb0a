namespace FraudMl;

/// <summary>Random balanced samples of training rows, and the models trained on them.</summary>
internal sealed record BalancedSamples(TrainingData Data, double TargetRatio, TrainingContext Context)
{
    /// <value>What a model trained on a balanced sample has to be moved by, in log-odds; exact, as rows are left out at random.</value>
    public double LogOddsOffset => IsBalanced ? 0 : Sample(0, false).Shift.LogOddsOffset;

    private bool IsBalanced => (double)Math.Min(Data.FraudCount, Data.Labels.Length - Data.FraudCount) >= TargetRatio * Math.Max(Data.FraudCount, Data.Labels.Length - Data.FraudCount);

    /// <summary>Returns the training data of one sample: with a bootstrap first, rows are drawn with replacement before they are balanced.</summary>
    public TrainingData Of(int sample, bool bootstrap) => IsBalanced ? Data : Sample(sample, bootstrap).Data;

    /// <summary>Returns the context of one sample's learner.</summary>
    public TrainingContext ContextOf(int sample) => Context with { Seed = SeedOf(sample), OnIteration = null };

    private int SeedOf(int sample) => unchecked(Context.Seed + (sample * 7919));

    private ResampledRows Sample(int sample, bool bootstrap)
    {
        Context.CancellationToken.ThrowIfCancellationRequested();
        TrainingData rows = bootstrap ? Bootstrap(SeedOf(sample)) : Data;
        var options = new RandomUnderOptions { TargetRatio = TargetRatio };
        ClassCounts have = ClassRows.Of(rows, "The ensemble").Counts;
        if (Math.Min(have.Frauds, have.Legitimate) > TargetRatio * Math.Max(have.Frauds, have.Legitimate)) rows = Data;
        return new RandomUnderResampler(options).Resample(rows, new ResamplingContext(SeedOf(sample), Context.ThreadCount));
    }

    // Drawn within each class, so that none is lost.
    private TrainingData Bootstrap(int seed)
    {
        ClassRows classes = ClassRows.Of(Data, "The ensemble");
        var random = new Random(seed);
        int[] rows = [.. classes.Frauds.Select(_ => classes.Frauds[random.Next(classes.Frauds.Length)]), .. classes.Legitimate.Select(_ => classes.Legitimate[random.Next(classes.Legitimate.Length)])];
        Array.Sort(rows);
        return Data.Pick(rows, "bootstrap", seed, isRandom: true).Data;
    }
}
