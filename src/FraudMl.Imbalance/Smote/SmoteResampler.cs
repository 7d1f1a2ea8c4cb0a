namespace FraudMl;

/// <summary>New rows between a row of the smaller class and one of its nearest neighbours (Chawla et al., JAIR 16, 2002).</summary>
internal sealed class SmoteResampler(SmoteOptions options) : IResampler
{
    public string Name => "SMOTE";

    public StepOptions Options => options;

    public IResampler With(StepOptions other) => new SmoteResampler((SmoteOptions)other);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name);
        int count = TargetCounts.ToAdd(Name, options.TargetRatio, classes.Minority.Length, classes.Majority.Length);
        RequireNeighbors(classes);
        FiniteFeatures.Require(data.Matrix, classes.Minority, Name);
        int[] neighbors = new NearestNeighbors(data.Matrix, classes.Minority)
            .Of(classes.Minority, options.NeighborCount, context.ThreadCount, context.CancellationToken);
        int seed = options.Seed ?? context.Seed;
        RowOrigin[] origins = [.. Enumerable.Range(0, data.Labels.Length).Select(RowOrigin.Of), .. Draw(classes.Minority, neighbors, count, seed)];
        TrainingData resampled = SyntheticRows.Append(data, origins, classes.MinorityLabel);
        return new ResampledRows(resampled, origins, ClassShares.Shift(data, resampled, isExact: false), Name, seed);
    }

    // Base row and neighbour are uniform over the table of all rows and their neighbours.
    private IEnumerable<RowOrigin> Draw(int[] minority, int[] neighbors, int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            int cell = random.Next(neighbors.Length);
            yield return new RowOrigin(minority[cell / options.NeighborCount], neighbors[cell], random.NextSingle());
        }
    }

    private void RequireNeighbors(ClassRows classes)
    {
        int needed = options.NeighborCount + 1;
        if (classes.Minority.Length < needed)
        {
            throw new FraudMlException(
                $"{Name} needs at least {needed} {classes.MinorityName} rows to find {options.NeighborCount} neighbors, but the training data has {classes.Minority.Length}. Lower NeighborCount or use Resamplers.RandomOver().");
        }
    }
}
