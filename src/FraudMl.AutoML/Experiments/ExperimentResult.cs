using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>What came out of an experiment.</summary>
/// <param name="Metric">The metric that decided.</param>
/// <param name="Trials">Every trial that finished, by number.</param>
/// <param name="BestTrial">The trial with the best mean of the metric; of equals, the one with the lowest number.</param>
/// <param name="Best">Its pipeline, fitted on all training rows with calibrator and decision.</param>
/// <param name="Evaluation">How the fitted model does on the test data; null without any.</param>
public sealed record ExperimentResult(
    Metric Metric, IReadOnlyList<TrialCompleted> Trials, TrialInfo BestTrial, FraudModel Best, Evaluation? Evaluation)
{
    /// <value>Every trial that failed, by number.</value>
    public IReadOnlyList<TrialFailed> FailedTrials { get; init; } = [];

    /// <value>Every trial that a pruner stopped, by number.</value>
    public IReadOnlyList<TrialPruned> PrunedTrials { get; init; } = [];

    /// <value>What went wrong beside the experiment.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <value>The pipeline of the best trial.</value>
    public FraudPipeline BestPipeline => BestTrial.Pipeline;

    /// <value>The cross-validation of the best trial.</value>
    public CrossValidationReport BestReport => Trials.First(trial => trial.Trial.Number == BestTrial.Number).Report;

    /// <summary>Returns the finished trials as a table, best first, and the pruned ones after them.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        IOrderedEnumerable<TrialCompleted> ranked = Metric.HigherIsBetter
            ? Trials.OrderByDescending(trial => trial.Report.Mean(Metric))
            : Trials.OrderBy(trial => trial.Report.Mean(Metric));
        foreach (TrialCompleted trial in ranked)
        {
            text.Append(CultureInfo.InvariantCulture, $"{trial.Trial.Number,4}  {trial.Trial.Name,-32} {trial.Trial.PhaseName,-10} ")
                .Append(CultureInfo.InvariantCulture,
                    $"{Metric.Name} {trial.Report.Mean(Metric):0.0000} ± {trial.Report.StandardDeviation(Metric):0.0000}\n");
        }

        foreach (TrialPruned trial in PrunedTrials)
            text.Append(CultureInfo.InvariantCulture,
                $"{trial.Trial.Number,4}  {trial.Trial.Name,-32} {trial.Trial.PhaseName,-10} pruned after {trial.Step}\n");

        return text.ToString();
    }
}
