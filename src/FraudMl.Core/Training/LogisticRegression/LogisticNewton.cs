namespace FraudMl;

/// <summary>Newton's method with step halving on Σ weight · log loss + L2/2 · Σ w², the bias left out; sums are in doubles.</summary>
/// <remarks>
/// An iteration takes a pass over the rows and the square of the features per row; it doubles the digits, so that a few suffice. Rows are cut into
/// blocks by their number alone, and the sums of blocks are added in their order: the threads do not show.
/// </remarks>
internal sealed class LogisticNewton
{
    private const int FewestRowsPerBlock = 1024;
    private const int MostBlocks = 64;
    private const double Little = 1e-6;

    private readonly TrainingData _data;
    private readonly FeatureScaling? _scaling;
    private readonly double _l2;
    private readonly ParallelOptions _parallel;
    private readonly LogisticSums[] _blocks;

    public LogisticNewton(TrainingData data, FeatureScaling? scaling, double l2, int threadCount, CancellationToken cancellationToken)
    {
        (_data, _scaling, _l2) = (data, scaling, l2);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threadCount), CancellationToken = cancellationToken };
        _blocks = new LogisticSums[Math.Clamp(data.Matrix.RowCount / FewestRowsPerBlock, 1, MostBlocks)];
        for (int i = 0; i < _blocks.Length; i++) _blocks[i] = new LogisticSums(Size);
    }

    private int Size => _data.Matrix.ColumnCount + 1;

    /// <summary>Returns the weights of the (scaled) features, and last the bias; it starts where every row has the mean probability.</summary>
    public double[] Fit(double tolerance, int maximumIterationCount)
    {
        var solution = new double[Size];
        solution[^1] = LogOdds.Of(_data.FraudRatio());
        LogisticSums sums = Sums(solution);
        for (int iteration = 0; iteration < maximumIterationCount; iteration++)
        {
            double[] direction = Cholesky.Solve([.. Enumerable.Range(0, Size).Select(row => sums.Hessian(row).ToArray())], [.. sums.Gradient]);
            double scale = Math.Max(1, sums.Loss);

            // So much the parabola falls that Newton's method follows; where that is little, there is no need to look where the step ends.
            if (Cholesky.Dot(direction, sums.Gradient) / 2 <= Math.Min(tolerance, Little) * scale) return Moved(solution, direction, 1);
            double[] next = solution;
            LogisticSums nextSums = sums;
            for (double step = 1; step > 1e-10; step /= 2)
            {
                next = Moved(solution, direction, step);
                nextSums = Sums(next);
                if (nextSums.Loss <= sums.Loss) break;
            }

            double gain = sums.Loss - nextSums.Loss;
            if (!(gain >= 0)) break;
            (solution, sums) = (next, nextSums);
            if (gain <= tolerance * scale) break;
        }

        return solution;
    }

    private static double[] Moved(double[] solution, double[] direction, double step)
    {
        var next = new double[solution.Length];
        for (int i = 0; i < next.Length; i++) next[i] = solution[i] - (step * direction[i]);
        return next;
    }

    private LogisticSums Sums(double[] solution)
    {
        int rowCount = _data.Matrix.RowCount;
        Parallel.For(0, _blocks.Length, _parallel, block =>
        {
            int start = (int)((long)rowCount * block / _blocks.Length), end = (int)((long)rowCount * (block + 1) / _blocks.Length);
            _blocks[block].Clear();
            _blocks[block].Add(_data, _scaling, solution, start..end);
        });
        var total = new LogisticSums(Size);
        foreach (LogisticSums block in _blocks) total.Add(block);
        for (int i = 0; i < Size - 1; i++)
        {
            total.Loss += _l2 / 2 * solution[i] * solution[i];
            total.Gradient[i] += _l2 * solution[i];
            total.Hessian(i)[i] += _l2;
        }

        return total;
    }
}
