using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>The result of a cross-validation.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Folds">The folds' results in order.</param>
/// <param name="OutOfFold">Every validated row with the probability given to it by the fold that had not seen it. None where they
/// were not kept: an experiment that goes on from its journal has those of its best trials.</param>
public sealed record CrossValidationReport(string Pipeline, IReadOnlyList<FoldResult> Folds, ScoredRows OutOfFold)
{
    /// <value>The metrics that every fold reports: the usual ones and those that were asked for; not serialized.</value>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<Metric> Metrics { get; init; } = FoldMetrics.All;

    /// <value>What makes these numbers mean something else than they seem to, as <see cref="FraudPipeline.WarningsOn"/> says it.
    /// Default none.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Returns the mean of a metric over the folds.</summary>
    /// <param name="metric">The metric.</param>
    public double Mean(Metric metric) => Mean(fold => fold[metric]);

    /// <summary>Returns the standard deviation of a metric over the folds, with divisor k − 1.</summary>
    /// <param name="metric">The metric.</param>
    public double StandardDeviation(Metric metric)
    {
        double mean = Mean(metric);
        double squares = Folds.Sum(fold => Math.Pow(fold[metric] - mean, 2));
        return Folds.Count > 1 ? Math.Sqrt(squares / (Folds.Count - 1)) : 0;
    }

    /// <value>The seconds that fitting a fold took, on average.</value>
    public double FitSeconds => Mean(fold => fold.FitSeconds);

    /// <value>The seconds that scoring a fold took, on average.</value>
    public double ScoreSeconds => Mean(fold => fold.ScoreSeconds);

    /// <summary>Returns the metrics as a table, mean ± standard deviation.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Pipeline}, {Folds.Count} folds\n");
        foreach (Metric metric in Metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {metric.Name,-20} {TextOf(metric)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  {"fit seconds",-20} {FitSeconds:0.00}\n");
        foreach (string warning in Warnings) text.Append(CultureInfo.InvariantCulture, $"warning: {warning}\n");
        return text.ToString();
    }

    /// <summary>Returns a metric in words: mean ± standard deviation, or in how many folds it is undefined and why.</summary>
    /// <param name="metric">The metric.</param>
    public string TextOf(Metric metric)
    {
        if (!double.IsNaN(Mean(metric)))
            return string.Create(CultureInfo.InvariantCulture, $"{Mean(metric):0.0000} ± {StandardDeviation(metric):0.0000}");
        FoldResult[] without = [.. Folds.Where(fold => double.IsNaN(fold[metric]))];
        string why = without.Select(fold => fold.Evaluate(metric).UndefinedBecause).FirstOrDefault() ?? "a fold has no value";
        return string.Create(CultureInfo.InvariantCulture, $"undefined in {without.Length} of {Folds.Count} folds: {why}");
    }

    private double Mean(Func<FoldResult, double> value) => Folds.Average(value);
}
