namespace FraudMl.Serving;

/// <summary>Evaluates remembered transactions by day and version.</summary>
internal sealed class LiveEvaluation
{
    private readonly IReadOnlyList<(string Name, string? Version)> _models;
    private readonly long _now;
    private readonly double? _legitimateAfter;
    private readonly Dictionary<(DateOnly? Day, ushort Model), Rows> _rows = [];

    private LiveEvaluation(IReadOnlyList<(string Name, string? Version)> models, long now, TimeSpan? legitimateAfter) =>
        (_models, _now, _legitimateAfter) = (models, now, legitimateAfter?.TotalMilliseconds);

    public static LiveReport Of(IReadOnlyList<ArraySegment<ScoredEntry>> entries, IReadOnlyList<(string Name, string? Version)> models,
        DateTimeOffset now, TimeSpan? legitimateAfter)
    {
        var evaluation = new LiveEvaluation(models, now.ToUnixTimeMilliseconds(), legitimateAfter);
        foreach (ArraySegment<ScoredEntry> chunk in entries)
        {
            foreach (ref readonly ScoredEntry entry in chunk.AsSpan()) evaluation.Add(entry);
        }

        LiveMetrics[] all = [.. evaluation._rows.OrderBy(rows => rows.Key.Day).ThenBy(rows => rows.Key.Model).Select(evaluation.Evaluated)];
        return new LiveReport { Versions = [.. all.Where(rows => rows.Day is null)], Days = [.. all.Where(rows => rows.Day is not null)] };
    }

    private void Add(in ScoredEntry entry)
    {
        if (entry.Has(ScoredMarks.Superseded)) return;
        DateOnly day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(entry.Time).UtcDateTime);
        bool isLabelled = entry.Has(ScoredMarks.Labelled) || _now - entry.Time > _legitimateAfter;
        RowsOf(day, entry.Model).Add(entry, isLabelled);
        RowsOf(null, entry.Model).Add(entry, isLabelled);
    }

    private Rows RowsOf(DateOnly? day, ushort model) =>
        _rows.TryGetValue((day, model), out Rows? rows) ? rows : _rows[(day, model)] = new Rows();

    private LiveMetrics Evaluated(KeyValuePair<(DateOnly? Day, ushort Model), Rows> group)
    {
        (string name, string? version) = _models[group.Key.Model];
        Rows rows = group.Value;
        int labelled = rows.Labels.Count, frauds = rows.Labels.Count(label => label);
        var metrics = new LiveMetrics
        {
            ModelName = name,
            ModelVersion = version,
            Day = group.Key.Day,
            RowCount = rows.Count,
            LabelledCount = labelled,
            FraudCount = frauds,
            BaseRate = labelled == 0 ? null : (double)frauds / labelled,
            AlertRate = rows.DecidedCount == 0 ? null : (double)rows.FlaggedCount / rows.DecidedCount,
        };
        return labelled == 0 ? metrics : WithQuality(metrics, rows);
    }

    private static LiveMetrics WithQuality(LiveMetrics metrics, Rows rows)
    {
        bool isDecided = rows.Decisions.Count == rows.Labels.Count;
        bool isCosted = isDecided && rows.MissedFraud.TrueForAll(cost => cost >= 0 && double.IsFinite(cost));
        var scored = new ScoredRows(rows.Labels.ToArray(), rows.Scores.ToArray(), new()
        {
            Decisions = isDecided ? [.. rows.Decisions] : null,
            Costs = isCosted ? new CostTable([.. rows.MissedFraud], [.. rows.Review]) : null,
        });
        return metrics with
        {
            AveragePrecision = Defined(Metrics.AveragePrecision),
            RocAuc = Defined(Metrics.RocAuc),
            Precision = isDecided ? Defined(Metrics.Precision) : null,
            Recall = isDecided ? Defined(Metrics.Recall) : null,
            Cost = isCosted ? Defined(Metrics.TotalCost) : null,
        };

        double? Defined(Metric metric) => metric.Compute(scored) is var value && double.IsFinite(value) ? value : null;
    }

    private sealed class Rows
    {
        public int Count { get; private set; }

        public int DecidedCount { get; private set; }

        public int FlaggedCount { get; private set; }

        public List<bool> Labels { get; } = [];

        public List<double> Scores { get; } = [];

        public List<bool> Decisions { get; } = [];

        public List<double> MissedFraud { get; } = [];

        public List<double> Review { get; } = [];

        public void Add(in ScoredEntry entry, bool isLabelled)
        {
            Count++;
            if (entry.Has(ScoredMarks.Decided)) DecidedCount++;
            if (entry.Has(ScoredMarks.Flagged)) FlaggedCount++;

            // A row without a probability ranks nowhere.
            if (!isLabelled || !double.IsFinite(entry.Probability)) return;
            Labels.Add(entry.Has(ScoredMarks.Fraud));
            Scores.Add(entry.Probability);
            if (entry.Has(ScoredMarks.Decided)) Decisions.Add(entry.Has(ScoredMarks.Flagged));
            MissedFraud.Add(entry.MissedFraud);
            Review.Add(entry.Review);
        }
    }
}
