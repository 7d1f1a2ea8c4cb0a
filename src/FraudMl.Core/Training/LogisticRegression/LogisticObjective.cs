namespace FraudMl;

/// <summary>The smooth part of logistic regression, Σ weight · log loss + L2/2 · Σ w², the bias left out; sums are in doubles.</summary>
/// <remarks>Rows are cut into blocks by their number alone, and the sums of blocks are added in their order: the
/// threads do not show.</remarks>
internal sealed class LogisticObjective
{
    private const int FewestRowsPerBlock = 1024;
    private const int MostBlocks = 64;

    private readonly TrainingData _data;
    private readonly FeatureScaling? _scaling;
    private readonly double _l2;
    private readonly ParallelOptions _parallel;
    private readonly LogisticSums[] _blocks;
    private readonly bool _curved;

    /// <param name="data">The rows.</param>
    /// <param name="scaling">What features are scaled by first, or null.</param>
    /// <param name="l2">The penalty on squared weights.</param>
    /// <param name="curved">Whether the Hessian is summed as well.</param>
    /// <param name="context">Threads and cancellation.</param>
    public LogisticObjective(TrainingData data, FeatureScaling? scaling, double l2, bool curved, TrainingContext context)
    {
        (_data, _scaling, _l2, _curved) = (data, scaling, l2, curved);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.ThreadCount),
            CancellationToken = context.CancellationToken };
        _blocks = new LogisticSums[Math.Clamp(data.Matrix.RowCount / FewestRowsPerBlock, 1, MostBlocks)];
        for (int i = 0; i < _blocks.Length; i++) _blocks[i] = new LogisticSums(Size, curved);
    }

    /// <value>The number of weights, the bias among them.</value>
    public int Size => _data.Matrix.ColumnCount + 1;

    /// <summary>Returns weights of 0 and the bias that gives every row the mean probability.</summary>
    public double[] Start()
    {
        var start = new double[Size];
        start[^1] = LogOdds.Of(_data.FraudRatio());
        return start;
    }

    /// <summary>Returns loss, gradient and Hessian at a solution: the weights of the (scaled) features, and last the bias.</summary>
    public LogisticSums At(double[] solution)
    {
        // Where rows are wide, scaling the weights instead of each row takes half the time; the digits that it costs
        // only Newton's method would need.
        bool scalesWeights = !_curved && _scaling is not null;
        double[] weights = scalesWeights ? _scaling!.Folded(solution) : solution;
        int rowCount = _data.Matrix.RowCount;
        Parallel.For(0, _blocks.Length, _parallel, block =>
        {
            int start = (int)((long)rowCount * block / _blocks.Length), end = (int)((long)rowCount * (block + 1) / _blocks.Length);
            _blocks[block].Clear();
            _blocks[block].Add(_data, scalesWeights ? null : _scaling, weights, start..end);
        });
        var total = new LogisticSums(Size, _curved);
        foreach (LogisticSums block in _blocks) total.Add(block);
        if (scalesWeights) _scaling!.Scale(total.Gradient);
        for (int i = 0; i < Size - 1; i++)
        {
            total.Loss += _l2 / 2 * solution[i] * solution[i];
            total.Gradient[i] += _l2 * solution[i];
            if (_curved) total.Hessian(i)[i] += _l2;
        }

        return total;
    }
}
