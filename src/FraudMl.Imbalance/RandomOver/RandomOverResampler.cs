namespace FraudMl;

/// <summary>Repeats rows of the smaller class, drawn at random with replacement.</summary>
internal sealed class RandomOverResampler(RandomOverOptions options) : IResampler
{
    public string Name => "RandomOver";

    public StepOptions Options => options;

    public IResampler With(StepOptions other) => new RandomOverResampler((RandomOverOptions)other);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name);
        int count = TargetCounts.ToAdd(Name, options.TargetRatio, classes.Minority.Length, classes.Majority.Length, data.Matrix.ColumnCount);
        int seed = options.Seed ?? context.Seed;
        var random = new Random(seed);
        int[] rows = new int[data.Labels.Length + count];
        for (int row = 0; row < rows.Length; row++)
            rows[row] = row < data.Labels.Length ? row : classes.Minority[random.Next(classes.Minority.Length)];
        return data.Pick(rows, Name, seed);
    }
}
