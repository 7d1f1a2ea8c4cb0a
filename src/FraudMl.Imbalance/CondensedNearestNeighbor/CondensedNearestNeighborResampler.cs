namespace FraudMl;

/// <summary>Hart's condensed set (IEEE IT 14, 1968): the smaller class, some rows of the larger one, and what they
/// misclassify on the way.</summary>
[DefinedAs("Resamplers.CondensedNearestNeighbor")]
internal sealed class CondensedNearestNeighborResampler(CondensedNearestNeighborOptions options) : CleaningResampler(options)
{
    private const int BlockRowCount = 2048;

    public override string Name => "CNN";

    public override IResampler With(ValidatedOptions other) =>
        new CondensedNearestNeighborResampler(other.As<CondensedNearestNeighborOptions>(Name));

    protected override int SeedOf(ResamplingContext context) => options.Seed ?? context.Seed;

    protected override int[] Keep(TrainingData data, ClassRows classes, ResamplingContext context)
    {
        int[] larger = classes.Larger;
        Neighbor[] smaller = new NearestNeighbors(data.Matrix, classes.Smaller, context).Of(larger, 1);
        List<int> store = [.. SeedRows.Draw(larger, options.SeedRowCount, SeedOf(context))];
        var seeds = new HashSet<int>(store);
        for (int first = 0; first < larger.Length; first += BlockRowCount)
        {
            int end = Math.Min(first + BlockRowCount, larger.Length);
            AddMisclassified(data.Matrix, [.. Enumerable.Range(first, end - first).Where(i => !seeds.Contains(larger[i]))], larger, smaller,
                store, context);
        }

        int[] kept = [.. classes.Smaller, .. store];
        Array.Sort(kept);
        return kept;
    }

    // A block is compared with the store as it stood before, side by side, and then with what the block itself has added.
    private static void AddMisclassified(FeatureMatrix matrix, int[] block, int[] larger, Neighbor[] smaller, List<int> store,
        ResamplingContext context)
    {
        int[] before = [.. store];
        Array.Sort(before);
        Neighbor[] nearest = Array.ConvertAll(block, i => smaller[i]);
        ParallelOptions parallel = Chunks.Of(context);
        new NeighborSearch(NeighborTree.Of(matrix, before, parallel), matrix, parallel)
            .Run(Array.ConvertAll(block, i => larger[i]), 1, nearest, Scan.UntilFull);
        List<int> added = [];
        for (int i = 0; i < block.Length; i++)
        {
            Neighbor other = smaller[block[i]];
            if (nearest[i] != other || added.Exists(row => Measured(matrix, larger[block[i]], row).IsNearerThan(other))) continue;
            added.Add(larger[block[i]]);
        }

        store.AddRange(added);
    }

    private static Neighbor Measured(FeatureMatrix matrix, int from, int to) =>
        new(ExactDistance.Squared(matrix.Row(from), matrix.Row(to)), to);
}
