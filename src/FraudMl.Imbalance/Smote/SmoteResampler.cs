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
        int count = TargetCounts.ToAdd(Name, options.TargetRatio, classes.Minority.Length, classes.Majority.Length, data.Matrix.ColumnCount);
        RequireNeighbors(classes);
        FiniteFeatures.Require(data.Matrix, classes.Minority, Name);
        int[] neighbors = new NearestNeighbors(data.Matrix, classes.Minority)
            .Of(classes.Minority, options.NeighborCount, context.ThreadCount, context.CancellationToken);
        int seed = options.Seed ?? context.Seed;
        RowOrigin[] origins = Draw(data.Labels.Length, classes.Minority, neighbors, count, seed);
        TrainingData resampled = SyntheticRows.Append(data, origins, classes.MinorityLabel, context.ThreadCount);
        return new ResampledRows(resampled, origins, ClassShares.Shift(data, resampled, isExact: false), Name, seed);
    }

    // Base row and neighbour are uniform over the table of all rows and their neighbours.
    private RowOrigin[] Draw(int kept, int[] minority, int[] neighbors, int count, int seed)
    {
        var random = new Random(seed);
        var origins = new RowOrigin[kept + count];
        for (int row = 0; row < kept; row++) origins[row] = RowOrigin.Of(row);
        for (int row = kept; row < origins.Length; row++)
        {
            int cell = random.Next(neighbors.Length);
            origins[row] = new RowOrigin(minority[cell / options.NeighborCount], neighbors[cell], random.NextSingle());
        }

        return origins;
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
