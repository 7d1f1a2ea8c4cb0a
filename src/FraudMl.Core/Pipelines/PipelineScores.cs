namespace FraudMl;

/// <summary>Collects what a model says of a dataset's rows, block after block, and joins it with labels, weights and days.</summary>
internal sealed class PipelineScores(int rowCount, bool isDecided)
{
    private readonly double[] _probabilities = new double[rowCount];
    private readonly bool[]? _flags = isDecided ? new bool[rowCount] : null;
    private CostTable? _costs;

    /// <summary>Joins labels, weights, probabilities, flags and costs of a dataset's rows.</summary>
    public static ScoredRows Of(
        Dataset data, double[] probabilities, bool[]? flags, CostTable? costs, string? blockColumn = null, double? capacity = null,
        double[]? margins = null, bool mayBeUnlabelled = false) => new(
        data.HasLabels || !mayBeUnlabelled ? data.Labels.ToArray() : new bool[data.RowCount],
        probabilities,
        new ScoredRowsOptions
        {
            Weights = RowWeights.Of(data.Weights),
            Decisions = flags,
            Costs = costs,
            Days = data.HasTimestamps ? CardDays.DaysOf(data.Timestamps) : null,
            Timestamps = data.HasTimestamps ? data.Timestamps.ToArray() : null,
            Margins = margins,
            Capacity = capacity,
            Blocks = blockColumn is null ? null : CardDays.BlocksOf(data, blockColumn),
        });

    /// <summary>Adds the scores of a block.</summary>
    public void Add(ScoringSession session, int firstRow)
    {
        session.Probabilities.CopyTo(_probabilities.AsSpan(firstRow));
        if (_flags is null) return;
        session.Flags.CopyTo(_flags.AsSpan(firstRow));
        if (session.Costs() is not { } costs) return;
        _costs ??= new CostTable(new double[_probabilities.Length], new double[_probabilities.Length]);
        costs.MissedFraud.CopyTo(_costs.MissedFraud, firstRow);
        costs.Review.CopyTo(_costs.Review, firstRow);
    }

    public ScoredRows Of(Dataset data, string? blockColumn, double? capacity) =>
        Of(data, _probabilities, _flags, _costs, blockColumn, capacity);
}
