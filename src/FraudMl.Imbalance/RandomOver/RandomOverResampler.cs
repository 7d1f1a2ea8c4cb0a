namespace FraudMl;

/// <summary>Repeats rows of the smaller class, drawn at random with replacement, as they are or with noise (Menardi and
/// Torelli, DMKD 28, 2014).</summary>
[DefinedAs("Resamplers.RandomOver")]
internal sealed class RandomOverResampler(RandomOverOptions options) : IResampler
{
    public string Name => "RandomOver";

    public ValidatedOptions Options => options;

    public IResampler With(ValidatedOptions other) => new RandomOverResampler(other.As<RandomOverOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context) =>
        options.Shrinkage is not null ? new SmoothedOverResampler(options).Resample(data, context) : Repeat(data, context);

    private ResampledRows Repeat(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name, context.CancellationToken);
        ClassCounts add = TargetCounts.ToAdd(Name, options, classes.Counts);
        TargetCounts.RequireRoom(Name, data.Labels.Length, add.Frauds + add.Legitimate, data.Matrix.ColumnCount);
        int seed = options.Seed ?? context.Seed;
        var random = new Random(seed);
        int[] rows = [.. Enumerable.Range(0, data.Labels.Length), .. Drawn(classes.Frauds, add.Frauds),
            .. Drawn(classes.Legitimate, add.Legitimate)];
        return data.Pick(rows, Name, seed, isRandom: true);

        IEnumerable<int> Drawn(int[] from, int count) => Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)]);
    }
}
