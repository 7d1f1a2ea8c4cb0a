namespace FraudMl;

/// <summary>The out-of-fold rows of one candidate.</summary>
internal sealed record WorthTrial(string Name, ScoredRows Rows)
{
    public static WorthTrial Of(FraudPipeline pipeline, Dataset data, IFolds folds, CostTable? costs, FitOptions options)
    {
        ScoredRows rows = pipeline.CrossValidate(data, folds, options: options).OutOfFold;
        if (costs is not null)
        {
            bool[] flags = [.. Enumerable.Range(0, rows.Count).Select(
                row => rows.Scores[row] * costs.MissedFraud[row] > costs.Review[row])];
            rows = new ScoredRows(rows.Labels, rows.Scores,
                new ScoredRowsOptions { Weights = rows.Weights is { } weights ? [.. weights] : null, Decisions = flags, Costs = costs });
        }

        return new WorthTrial(pipeline.Resampler is { } resampler ? ResamplerTitle.Of(resampler) : "none", rows);
    }

    public WorthCandidate Against(WorthTrial none, FitOptions options)
    {
        Metric[] metrics = Rows.Costs is null ? [Metrics.AveragePrecision, Metrics.ExpectedCalibrationError]
            : [Metrics.AveragePrecision, Metrics.ExpectedCalibrationError, Metrics.TotalCost];
        IReadOnlyList<PairedDifference> differences = Evaluation.Differences(Rows, none.Rows, metrics,
            new ComparisonOptions { Seed = options.Seed, ThreadCount = options.ThreadCount });
        return new WorthCandidate(Name, differences[0], differences[1], differences.Count > 2 ? differences[2] : null);
    }
}
