using System.Globalization;

namespace FraudMl;

/// <summary>The trials of an experiment in a file, so that they are not run again after a kill.</summary>
internal sealed class ExperimentJournal : IDisposable
{
    private const int Version = 1;

    private readonly Lock _gate = new();
    private readonly JournalFile<ExperimentRecord> _file;
    private readonly Dictionary<(int Number, double RowShare), TrialKept> _kept = [];

    /// <summary>Opens the journal of an experiment, or begins one.</summary>
    /// <exception cref="FraudMlException">Thrown when it is of another experiment, damaged or can't be opened.</exception>
    public ExperimentJournal(string path, ExperimentPlan plan, Dataset train)
    {
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
            return _kept.TryGetValue((work.Trial.Number, work.RowShare), out TrialKept? kept) && kept.Is(work.Trial) ? kept : null;
    }

    /// <summary>Keeps a trial.</summary>
    public void Keep(TrialKept trial)
    {
        lock (_gate)
        {
            _file.Exchange(_ => [trial]);
            _file.Flush();
            _kept[(trial.Number, trial.RowShare)] = trial;
        }
    }

    public void Dispose() => _file.Dispose();

    private static void Require(ExperimentBegun? known, ExperimentBegun own, string path)
    {
        if (known is not null) JournalDifference.RequireVersion(known.Version, Version, path);
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
