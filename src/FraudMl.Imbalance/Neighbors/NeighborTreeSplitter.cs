using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Halves rows again and again along the axis in which they vary most; every level is full, so leaves differ by one row.</summary>
internal sealed class NeighborTreeSplitter
{
    private const int VarianceSampleCount = 64;
    private const int ParallelDepth = 4;

    private readonly float[] _coordinates;
    private readonly int _width;
    private readonly int _depth;

    public NeighborTreeSplitter(float[] coordinates, int width, int count, int depth)
    {
        _coordinates = coordinates;
        _width = width;
        _depth = depth;
        Order = [.. Enumerable.Range(0, count)];
        SplitAxes = new int[(1 << depth) - 1];
        SplitValues = new float[SplitAxes.Length];
        LeafStarts = new int[(1 << depth) + 1];
        LeafStarts[^1] = count;
    }

    public int[] Order { get; }

    public int[] SplitAxes { get; }

    public float[] SplitValues { get; }

    public int[] LeafStarts { get; }

    public void Run(ParallelOptions parallel) => Split(0, 0, 0, Order.Length, parallel);

    private void Split(int node, int level, int first, int end, ParallelOptions parallel)
    {
        if (level == _depth)
        {
            LeafStarts[node - SplitAxes.Length] = first;
            return;
        }

        int axis = WidestAxis(first, end), middle = first + ((end - first) / 2);
        Select(first, end - 1, middle, axis);
        SplitAxes[node] = axis;
        SplitValues[node] = Value(middle, axis);
        if (level < ParallelDepth && parallel.MaxDegreeOfParallelism > 1)
            Parallel.Invoke(parallel, () => Split((2 * node) + 1, level + 1, first, middle, parallel),
                () => Split((2 * node) + 2, level + 1, middle, end, parallel));
        else
        {
            Split((2 * node) + 1, level + 1, first, middle, parallel);
            Split((2 * node) + 2, level + 1, middle, end, parallel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Value(int place, int axis) => _coordinates[(Order[place] * _width) + axis];

    private int WidestAxis(int first, int end)
    {
        Span<double> sums = stackalloc double[PrincipalAxes.BlockCount], squares = stackalloc double[PrincipalAxes.BlockCount];
        sums.Clear();
        squares.Clear();
        int step = Math.Max(1, (end - first) / VarianceSampleCount), count = 0;
        for (int place = first; place < end; place += step, count++)
        {
            for (int axis = 0; axis < PrincipalAxes.BlockCount; axis++)
            {
                double value = Value(place, axis);
                sums[axis] += value;
                squares[axis] += value * value;
            }
        }

        int widest = 0;
        double largest = double.NegativeInfinity;
        for (int axis = 0; axis < PrincipalAxes.BlockCount; axis++)
        {
            double variance = squares[axis] - (sums[axis] * sums[axis] / count);
            if (variance > largest) (widest, largest) = (axis, variance);
        }

        return widest;
    }

    // Hoare's selection: afterwards nothing before the place is larger, and nothing after it smaller.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Select(int low, int high, int place, int axis)
    {
        while (low < high)
        {
            float pivot = Value((low + high) >>> 1, axis);
            int i = low, j = high;
            while (i <= j)
            {
                while (Value(i, axis) < pivot) i++;
                while (Value(j, axis) > pivot) j--;
                if (i > j) break;
                (Order[i], Order[j]) = (Order[j], Order[i]);
                i++;
                j--;
            }

            if (place <= j) high = j;
            else if (place >= i) low = i;
            else return;
        }
    }
}
