namespace FraudMl;

/// <summary>Keeps a random sample, without replacement, of the larger class.</summary>
internal sealed class RandomUnderResampler(RandomUnderOptions options) : IResampler
{
    public string Name => "RandomUnder";

    public StepOptions Options => options;

    public IResampler With(StepOptions other) => new RandomUnderResampler((RandomUnderOptions)other);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name);
        int keep = TargetCounts.ToKeep(Name, options.TargetRatio, classes.Minority.Length, classes.Majority.Length);
        int seed = options.Seed ?? context.Seed;
        new Random(seed).Shuffle(classes.Majority);
        int[] rows = [.. classes.Minority, .. classes.Majority.AsSpan(0, keep)];
        Array.Sort(rows);
        return data.Pick(rows, Name, seed);
    }
}
