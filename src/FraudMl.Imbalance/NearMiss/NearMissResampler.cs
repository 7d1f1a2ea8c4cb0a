using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Keeps the rows of the larger class nearest to the smaller one (Mani and Zhang, 2003).</summary>
[DefinedAs("Resamplers.NearMiss")]
internal sealed class NearMissResampler(NearMissOptions options) : IResampler
{
    public string Name => "NearMiss";

    public ValidatedOptions Options => options;

    public IResampler With(ValidatedOptions other) => new NearMissResampler(other.As<NearMissOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context) =>
        data.Pick(Keep(data, context), Name, options.Seed ?? context.Seed, isRandom: false);

    public int[] Keep(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name, context.CancellationToken);
        ClassCounts keep = TargetCounts.ToKeep(Name, options, classes.Counts);
        FiniteFeatures.Require(data.Matrix, Name);
        int[] kept = [.. Chosen(true), .. Chosen(false)];
        Array.Sort(kept);
        return kept;

        // NearMiss-3 proposes among the larger class even where all its rows would be kept.
        int[] Chosen(bool label) =>
            keep.Of(label) == classes.Of(label).Length && (options.Version != NearMissVersion.Proposed || label == classes.SmallerLabel)
            ? classes.Of(label)
            : Choose(data, classes.Of(label), classes.Of(!label), keep.Of(label), context);
    }

    private int[] Choose(TrainingData data, int[] rows, int[] others, int count, ResamplingContext context)
    {
        if (others.Length < options.NeighborCount)
        {
            throw new FraudMlException(
                $"{Name} needs at least {options.NeighborCount} rows of the other class to find {options.NeighborCount} neighbors, but "
                + $"the training data has {others.Length}. Lower NeighborCount or use Resamplers.RandomUnder().");
        }

        if (options.Version == NearMissVersion.Proposed) rows = Proposed(data, rows, others, context);
        double[] sums = options.Version == NearMissVersion.Farthest ? FarthestSums(data.Matrix, rows, others, context)
            : NearestSums(data.Matrix, rows, others, context);
        if (options.Version == NearMissVersion.Proposed) sums = Array.ConvertAll(sums, sum => -sum);
        return [.. Enumerable.Range(0, rows.Length).OrderBy(i => sums[i]).Take(count).Select(i => rows[i])];
    }

    private int[] Proposed(TrainingData data, int[] rows, int[] others, ResamplingContext context)
    {
        Neighbor[] near = new NearestNeighbors(data.Matrix, rows, context).Of(others, options.ProposalCount);
        return [.. near.Where(neighbor => !neighbor.IsNone).Select(neighbor => neighbor.Row).Distinct().Order()];
    }

    private double[] NearestSums(FeatureMatrix matrix, int[] rows, int[] others, ResamplingContext context)
    {
        int k = options.NeighborCount;
        Neighbor[] near = new NearestNeighbors(matrix, others, context).Of(rows, k);
        return [.. Enumerable.Range(0, rows.Length).Select(i => Sum(near.AsSpan(i * k, k)))];

        static double Sum(ReadOnlySpan<Neighbor> neighbors)
        {
            double sum = 0;
            foreach (Neighbor neighbor in neighbors) sum += Math.Sqrt(neighbor.Squared);
            return sum;
        }
    }

    private double[] FarthestSums(FeatureMatrix matrix, int[] rows, int[] others, ResamplingContext context)
    {
        var table = new DistanceTable(matrix, others);
        var sums = new double[rows.Length];
        Chunks.Run(rows.Length, Chunks.Of(context), (first, end) =>
        {
            var distances = new double[table.Capacity];
            var farthest = new double[options.NeighborCount];
            for (int i = first; i < end; i++)
            {
                table.Measure(matrix.Row(rows[i]), distances);
                sums[i] = SumOfLargest(distances.AsSpan(0, others.Length), farthest);
            }
        });
        return sums;
    }

    // Ascending in distance, as the nearest are summed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfLargest(ReadOnlySpan<double> squared, double[] largest)
    {
        largest.AsSpan().Fill(-1);
        int first = 0;
        for (; first + Vector512<double>.Count <= squared.Length; first += Vector512<double>.Count)
        {
            if (Vector512.GreaterThanAny(Vector512.Create(squared[first..]), Vector512.Create(largest[0])))
                Keep(squared.Slice(first, Vector512<double>.Count), largest);
        }

        Keep(squared[first..], largest);

        double sum = 0;
        foreach (double distance in largest) sum += Math.Sqrt(distance);
        return sum;
    }

    private static void Keep(ReadOnlySpan<double> squared, double[] largest)
    {
        foreach (double distance in squared)
        {
            if (distance <= largest[0]) continue;
            int place = 0;
            for (; place + 1 < largest.Length && distance > largest[place + 1]; place++) largest[place] = largest[place + 1];
            largest[place] = distance;
        }
    }
}
