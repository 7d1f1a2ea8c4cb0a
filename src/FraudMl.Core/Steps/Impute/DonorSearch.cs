using System.Collections.Concurrent;
using System.Numerics;

namespace FraudMl;

/// <summary>Finds the donors nearest to a row: Euclidean over the columns that both have, scaled up for those they don't share.</summary>
/// <remarks>
/// Every donor is measured: with missing values the distance obeys no triangle inequality, by which the trees of FraudMl.Imbalance, which
/// search complete rows, leave branches out.
/// </remarks>
internal sealed class DonorSearch(float[][] donors, int neighborCount, NeighborWeighting weighting)
{
    public const int ChunkLength = 1024;

    private readonly ConcurrentBag<DonorWorkspace> _free = [];

    private int DonorCount => donors.Length == 0 ? 0 : donors[0].Length;

    public DonorWorkspace Begin() =>
        _free.TryTake(out DonorWorkspace? workspace) ? workspace : new DonorWorkspace(donors.Length, DonorCount, neighborCount);

    public void End(DonorWorkspace workspace) => _free.Add(workspace);

    /// <summary>Computes the squared distances of the workspace's row to all donors, in chunks whose sums stay
    /// in the nearest cache.</summary>
    public void Measure(DonorWorkspace workspace)
    {
        for (int first = 0; first < DonorCount; first += ChunkLength)
        {
            int length = Math.Min(ChunkLength, DonorCount - first);
            Span<double> sums = workspace.Distances.AsSpan(first, length);
            Span<float> shared = workspace.Shared.AsSpan(0, length);
            sums.Clear();
            shared.Clear();
            for (int column = 0; column < donors.Length; column++)
            {
                if (!float.IsNaN(workspace.Row[column])) Add(donors[column].AsSpan(first, length), workspace.Row[column], sums, shared);
            }

            for (int donor = 0; donor < length; donor++)
                sums[donor] = shared[donor] > 0 ? sums[donor] * donors.Length / shared[donor] : double.PositiveInfinity;
        }
    }

    /// <summary>Returns the mean of a column over the nearest donors that have it; null where there is none.</summary>
    public double? Mean(DonorWorkspace workspace, int column)
    {
        ReadOnlySpan<int> nearest = Nearest(workspace, donors[column]);
        if (nearest.IsEmpty) return null;
        bool exact = weighting == NeighborWeighting.Distance && workspace.Distances[nearest[0]] == 0;
        double sum = 0, weights = 0;
        foreach (int donor in nearest)
        {
            double distance = workspace.Distances[donor];
            double weight = weighting == NeighborWeighting.Uniform ? 1 : exact ? (distance == 0 ? 1 : 0) : 1 / Math.Sqrt(distance);
            sum += weight * donors[column][donor];
            weights += weight;
        }

        return sum / weights;
    }

    // The nearest so far stand sorted; of equals the earlier donor comes first.
    private static ReadOnlySpan<int> Nearest(DonorWorkspace workspace, float[] values)
    {
        (int[] nearest, double[] distances, int count) = (workspace.Nearest, workspace.Distances, 0);
        double farthest = double.PositiveInfinity;
        for (int donor = 0; donor < values.Length; donor++)
        {
            if (!(distances[donor] < farthest) || float.IsNaN(values[donor])) continue;
            int place = count < nearest.Length ? count++ : count - 1;
            for (; place > 0 && distances[nearest[place - 1]] > distances[donor]; place--) nearest[place] = nearest[place - 1];
            nearest[place] = donor;
            if (count == nearest.Length) farthest = distances[nearest[^1]];
        }

        return nearest.AsSpan(0, count);
    }

    // Adds the squared differences of one column, in doubles, to the sums of the donors that have it. Each donor has its own sum, so
    // the width of the vectors changes no digit.
    private static void Add(ReadOnlySpan<float> column, float value, Span<double> sums, Span<float> shared)
    {
        int donor = 0;
        var wanted = new Vector<float>(value);
        var wide = new Vector<double>(value);
        for (; donor <= column.Length - Vector<float>.Count; donor += Vector<float>.Count)
        {
            var values = new Vector<float>(column[donor..]);
            Vector<int> isThere = Vector.Equals(values, values);
            (new Vector<float>(shared[donor..]) + Vector.ConditionalSelect(isThere, Vector<float>.One, Vector<float>.Zero))
                .CopyTo(shared[donor..]);
            Vector.Widen(Vector.ConditionalSelect(isThere, values, wanted), out Vector<double> low, out Vector<double> high);
            Square(low - wide, sums[donor..]);
            Square(high - wide, sums[(donor + Vector<double>.Count)..]);
        }

        for (; donor < column.Length; donor++)
        {
            if (float.IsNaN(column[donor])) continue;
            double difference = (double)column[donor] - value;
            sums[donor] += difference * difference;
            shared[donor]++;
        }
    }

    private static void Square(Vector<double> differences, Span<double> sums) =>
        (new Vector<double>(sums) + (differences * differences)).CopyTo(sums);
}

/// <summary>What the search for one row's donors writes into; used again for the next row.</summary>
internal sealed class DonorWorkspace(int columnCount, int donorCount, int neighborCount)
{
    public float[] Row { get; } = new float[columnCount];

    /// <value>The squared distance to each donor; infinite where nothing is shared.</value>
    public double[] Distances { get; } = new double[donorCount];

    /// <value>The columns shared with each donor of the chunk at hand.</value>
    public float[] Shared { get; } = new float[DonorSearch.ChunkLength];

    public int[] Nearest { get; } = new int[Math.Min(neighborCount, donorCount)];
}
