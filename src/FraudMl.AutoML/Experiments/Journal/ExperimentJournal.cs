using System.Globalization;

namespace FraudMl;

/// <summary>The trials of an experiment in a file, so that they are not run again after a kill; the scores of the best of them are in
/// another beside it, which does not grow with their number.</summary>
internal sealed class ExperimentJournal : IDisposable
{
    // Version 1 kept the scores of every trial in its line; such lines are read as they are.
    private const int OldestVersion = 1, Version = 2;

    private const int BestCount = 20;

    private readonly Lock _gate = new();
    private readonly JournalFile<ExperimentRecord> _file;
    private readonly KeptScores _scores;
    private readonly Metric _metric;
    private readonly int[] _rowCounts;
    private readonly int _bestCount;
    private readonly Dictionary<(int Number, double RowShare), TrialKept> _kept = [];

    /// <summary>Opens the journal of an experiment, or begins one.</summary>
    /// <exception cref="FraudMlException">Thrown when it is of another experiment, damaged or can't be opened.</exception>
    public ExperimentJournal(string path, ExperimentPlan plan, Dataset train)
    {
        (_metric, _bestCount) = (plan.Metric, Math.Max(BestCount, plan.EnsembleSize ?? 0));
        _rowCounts = [.. plan.Folds.Split(FoldInput.Of(train)).Select(fold => fold.ValidationRows.Length)];
        var own = new ExperimentBegun(Version, [.. PlanLines(plan, train)]);
        _file = new JournalFile<ExperimentRecord>(path, ExperimentJson.Default.ExperimentRecord);
        try
        {
            _file.Exchange(records =>
            {
                if (records is []) return [own];
                Require(records[0] as ExperimentBegun, own, path);
                foreach (TrialKept trial in records.OfType<TrialKept>()) _kept[(trial.Number, trial.RowShare)] = trial;
                return [];
            });
            _scores = new KeptScores($"{path}.scores", checked(_rowCounts.Sum() * sizeof(double)));
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Returns what is known of a trial; null where it must be run.</summary>
    public TrialKept? Find(TrialWork work)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue((work.Trial.Number, work.RowShare), out TrialKept? kept) || !kept.Is(work.Trial)) return null;
            if (!kept.IsWhole || kept.Folds.All(fold => fold.Scores.Length > 0)) return kept;
            if (_scores.Of(kept.Number) is { } scores) return kept.WithScores(scores, _rowCounts);
            return IsAmongBest(kept) ? null : kept;
        }
    }

    /// <summary>Keeps a trial, and its scores while it is among the best.</summary>
    public void Keep(TrialKept trial)
    {
        lock (_gate)
        {
            TrialKept line = trial.WithoutScores();
            _kept[(trial.Number, trial.RowShare)] = line;
            if (trial.IsWhole && IsAmongBest(trial))
            {
                int[] others = [.. _scores.Trials.Where(number => number != trial.Number)];
                _scores.Keep(trial.Number, trial.Scores(), others.Length < _bestCount ? null : others.MinBy(Rank));
            }

            _file.Exchange(_ => [line]);
            _file.Flush();
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _scores.Dispose();
    }

    private bool IsAmongBest(TrialKept trial) =>
        _kept.Values.Count(other => other.IsWhole && Rank(other.Number).CompareTo(Rank(trial.Number)) > 0) < _bestCount;

    // Higher is better; of equals the first. What is not there is the first to go.
    private (double Value, int First) Rank(int number)
    {
        double value = _kept.TryGetValue((number, 1), out TrialKept? trial) && trial.IsWhole ? trial.Mean(_metric.Name) : double.NaN;
        return (double.IsNaN(value) ? double.NegativeInfinity : _metric.HigherIsBetter ? value : -value, -number);
    }

    private static void Require(ExperimentBegun? known, ExperimentBegun own, string path)
    {
        if (known is not null) JournalDifference.RequireVersion(known.Version, OldestVersion, Version, path);
        if (JournalDifference.Of(known?.Plan ?? [], own.Plan, "its plan") is { } difference)
            throw new FraudMlException($"The journal '{path}' is of another experiment: {difference}. Run it as it began, or begin another "
                + $"journal.");
    }

    private static IEnumerable<string> PlanLines(ExperimentPlan plan, Dataset train)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{train.RowCount} rows with the digest {train.Digest()[..16]}");
        yield return string.Create(CultureInfo.InvariantCulture, $"seed {plan.Seed}, batches of {plan.BatchSize}, {plan.Folds}");
        yield return $"ranked by {plan.Metric}, with {string.Join(", ", plan.ReportedMetrics.Select(metric => metric.Name).Distinct())}";
        foreach (FraudPipeline candidate in plan.Candidates) yield return $"candidate {OneLine(candidate)}";
        for (int i = 0; i < plan.Phases.Count; i++)
        {
            TuningPhase phase = plan.Phases[i];
            string where = phase.Space is { } space ? string.Join("; ", new SpaceText(space).Lines) : "the default ranges";
            yield return string.Create(CultureInfo.InvariantCulture,
                $"phase {i + 1}: {phase.Metric} by {phase.Search}, {phase.Budget.TrialCount} trials, {phase.Budget.Duration}, pruned by {phase.Pruner}, first on {phase.Fidelity}, over {where}");
        }
    }

    private static string OneLine(FraudPipeline pipeline) => $"{pipeline.Name}: {pipeline.ToString().Trim().ReplaceLineEndings("; ")}";
}
