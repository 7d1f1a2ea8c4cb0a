using System.Globalization;

namespace FraudMl;

/// <summary>A blend of the best trials, chosen by what they said of rows that they had not seen.</summary>
/// <param name="Pipeline">The blend, to be fitted as any other pipeline.</param>
/// <param name="Members">Which trials are in it, and how often.</param>
/// <param name="Report">What it says of each fold when it is chosen by the other folds.</param>
internal sealed record TrialEnsemble(FraudPipeline Pipeline, string Members, CrossValidationReport Report)
{
    private const int RoundCount = 20;

    /// <summary>Returns the blend; null where there are no two trials to blend, or none of them makes another better.</summary>
    /// <remarks>Members have the steps and the resampler of the best: a blend is one learner behind one list of steps.</remarks>
    public static TrialEnsemble? Of(
        ExperimentPlan plan, Dataset train, IReadOnlyList<TrialCompleted> trials, TrialCompleted best, int maximum,
        CancellationToken cancellationToken)
    {
        TrialCompleted[] members = [.. Leaderboard.Of(trials, best.Trial, plan.Metric).Rows.Where(row => !double.IsNaN(row.Mean))
            .Select(row => trials.First(trial => trial.Trial.Number == row.Trial.Number))
            .Where(trial => IsLike(trial.Trial.Pipeline, best.Trial.Pipeline)).Take(maximum).Select(Whole)];
        IReadOnlyList<Fold> splits = plan.Folds.Split(FoldInput.Of(train));
        if (members.Length < 2 || splits.Count < 2) return null;
        var rows = new FoldMargins(plan, train, splits, best.Trial.Pipeline, members);
        int[] counts = rows.Select(null, cancellationToken);
        if (counts.Count(count => count > 0) < 2) return null;
        (TrialCompleted Trial, int Count)[] chosen = [.. members.Zip(counts).Where(member => member.Second > 0)];
        FraudPipeline pipeline = best.Trial.Pipeline.With(Trainers.Average(
            [.. chosen.Select(member => member.Trial.Trial.Pipeline.Trainer)],
            new() { Weights = [.. chosen.Select(member => (double)member.Count)] }))
            .Named(string.Create(CultureInfo.InvariantCulture, $"Ensemble of {chosen.Length}"));
        string names = string.Join(", ", chosen.Select(member => string.Create(CultureInfo.InvariantCulture,
            $"#{member.Trial.Trial.Number}{(member.Count > 1 ? $" × {member.Count}" : "")}")));
        return new TrialEnsemble(pipeline, names, rows.Report(pipeline, cancellationToken));

        // One whose scores a journal did not keep is run once more.
        TrialCompleted Whole(TrialCompleted trial) => trial.Report.OutOfFold.Count > 0 ? trial : trial with
        {
            Report = new TrialWork(trial.Trial, train, plan.Folds, plan.ReportedMetrics, plan.Parallelism).Run(null, cancellationToken),
        };
    }

    private static bool IsLike(FraudPipeline pipeline, FraudPipeline other) => ReferenceEquals(pipeline.Resampler, other.Resampler)
        && pipeline.Steps.SequenceEqual(other.Steps, ReferenceEqualityComparer.Instance);

    /// <summary>What the members said, fold after fold.</summary>
    private sealed class FoldMargins
    {
        private readonly ExperimentPlan _plan;
        private readonly Dataset _train;
        private readonly IReadOnlyList<Fold> _splits;
        private readonly TrialCompleted[] _members;
        private readonly FoldScores[] _scores;
        private readonly double[][] _margins;
        private readonly int[] _starts;

        public FoldMargins(ExperimentPlan plan, Dataset train, IReadOnlyList<Fold> splits, FraudPipeline pipeline, TrialCompleted[] members)
        {
            (_plan, _train, _splits, _members) = (plan, train, splits, members);
            _scores = [.. splits.Select(split => new FoldScores(pipeline, train.Take(split.ValidationRows)))];
            _margins = [.. members.Select(member => member.Report.Folds
                .SelectMany(fold => fold.Rows.Scores.ToArray().Select(LogOdds.OfClipped)).ToArray())];
            _starts = new int[splits.Count + 1];
            for (int fold = 0; fold < splits.Count; fold++) _starts[fold + 1] = _starts[fold] + splits[fold].ValidationRows.Length;
        }

        /// <summary>Returns how often each member is in the ensemble that does best on all folds, or on all but one.</summary>
        public int[] Select(int? without, CancellationToken cancellationToken)
        {
            int[] folds = [.. Enumerable.Range(0, _splits.Count).Where(fold => fold != without)];
            return GreedySelection.Of(_margins, RoundCount, _plan.Metric,
                mean => folds.Average(fold => _scores[fold].Of(_plan.Metric, Probabilities(mean, fold))), cancellationToken);
        }

        // Members are chosen for each fold by the others, or the ensemble would be praised for what it was chosen by.
        public CrossValidationReport Report(FraudPipeline pipeline, CancellationToken cancellationToken)
        {
            IReadOnlyList<Metric> metrics = FoldMetrics.With(_plan.ReportedMetrics);
            var results = new FoldResult[_splits.Count];
            FoldLoop.Run(_splits.Count, _plan.Parallelism, (fold, _) =>
            {
                int[] counts = Select(fold, cancellationToken);
                double total = counts.Sum();
                double[] mean = [.. Enumerable.Range(0, _margins[0].Length)
                    .Select(row => counts.Select((count, member) => count * _margins[member][row]).Sum() / total)];
                FoldResult[] used = [.. _members.Where((_, member) => counts[member] > 0).Select(member => member.Report.Folds[fold])];
                results[fold] = pipeline.ResultOf(_train.Take(_splits[fold].ValidationRows), _splits[fold].TrainingRows.Length, fold,
                    Probabilities(mean, fold), (rows, paying) => FoldMetrics.Of(metrics, rows, paying),
                    used.Sum(member => member.FitSeconds), used.Sum(member => member.ScoreSeconds));
            });
            return pipeline.ReportOf(_train, _splits, results, metrics);
        }

        private double[] Probabilities(double[] margins, int fold) =>
            Array.ConvertAll(margins[_starts[fold].._starts[fold + 1]], LogOdds.ToProbability);
    }
}
