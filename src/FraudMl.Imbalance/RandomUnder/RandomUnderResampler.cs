namespace FraudMl;

/// <summary>Keeps a random sample of the larger class.</summary>
[DefinedAs("Resamplers.RandomUnder")]
internal sealed class RandomUnderResampler(RandomUnderOptions options) : IResampler
{
    public string Name => "RandomUnder";

    public ValidatedOptions Options => options;

    public IResampler With(ValidatedOptions other) => new RandomUnderResampler(other.As<RandomUnderOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name, context.CancellationToken);
        ClassCounts keep = TargetCounts.ToKeep(Name, options, classes.Counts);
        int seed = options.Seed ?? context.Seed;
        var random = new Random(seed);
        int[] rows = [.. Drawn(classes.Frauds, keep.Frauds, random), .. Drawn(classes.Legitimate, keep.Legitimate, random)];
        Array.Sort(rows);
        return data.Pick(rows, Name, seed, isRandom: true);
    }

    private int[] Drawn(int[] rows, int count, Random random)
    {
        if (count == rows.Length) return rows;
        if (options.WithReplacement) return [.. Enumerable.Range(0, count).Select(_ => rows[random.Next(rows.Length)])];
        random.Shuffle(rows);
        return rows[..count];
    }
}
