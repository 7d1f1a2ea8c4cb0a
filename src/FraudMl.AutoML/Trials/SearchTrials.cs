namespace FraudMl;

/// <summary>
/// What a search algorithm proposes for the winner so far. The history that proposals and pruning are made from changes only between
/// batches, so that neither depends on how many trials run at once.
/// </summary>
internal sealed class SearchTrials(
    TuningPhase phase, ParameterSpace space, TrialInfo winner, int seed, int batchSize, TimeProvider time) : TrialSource
{
    private static readonly IReadOnlyDictionary<TrialStep, double> NoValues = new Dictionary<TrialStep, double>();

    private readonly ISearchSession _session = phase.Search.Start(space, seed, phase.Budget);
    private readonly SortedDictionary<int, SearchTrial> _batch = [];
    private readonly Dictionary<int, long> _startedAt = [];
    private IReadOnlyList<SearchTrial> _history = [];

    public override int? TrialCount => (phase.Budget.TrialCount, _session.TrialCount) switch
    {
        ({ } budget, { } proposals) => Math.Min(budget, proposals),
        var (budget, proposals) => budget ?? proposals,
    };

    public override int BatchSize => IsWatched ? batchSize : int.MaxValue;

    public override IPruner? Pruner => phase.Pruner;

    public override Fidelity? Fidelity => phase.Fidelity;

    private bool IsWatched => _session.UsesHistory || phase.Pruner is not null || phase.Fidelity is not null;

    public override Proposal? Next(int number, int seed)
    {
        if (_history.Count + _batch.Count == phase.Budget.TrialCount) return null;
        IReadOnlyList<SearchTrial> known = _session.UsesHistory
            ? [.. _history, .. _batch.Values.Select(trial => new SearchTrial(trial.Parameters, TrialState.Running, null, NoValues))]
            : [];
        if (_session.Propose(known) is not { } parameters) return null;
        _batch[number] = new SearchTrial(parameters, TrialState.Running, null, NoValues);
        _startedAt[number] = time.GetTimestamp();
        TrialValues? values = IsWatched ? new TrialValues(phase, parameters, _history) : null;
        try
        {
            return new Proposal(Trial(winner.Pipeline.With(parameters))) { Values = values };
        }
        catch (FraudMlException error)
        {
            return new Proposal(Trial(winner.Pipeline), error.Message) { Values = values };
        }

        TrialInfo Trial(FraudPipeline pipeline) =>
            new(number, pipeline.Name, TrialPhase.Tune, pipeline, parameters.Values, seed) { Search = phase.Search.Name };
    }

    public override void OnEnded(Proposal proposal, TrialEvent ended)
    {
        SearchTrial running = _batch[proposal.Trial.Number] with { Duration = time.GetElapsedTime(_startedAt[proposal.Trial.Number]) };
        _batch[proposal.Trial.Number] = ended switch
        {
            TrialCompleted completed => running with
            {
                State = TrialState.Completed,
                Score = phase.Score(completed.Report.Mean(phase.Metric)),
                Values = proposal.Values?.UpTo(null) ?? NoValues,
            },
            TrialPruned pruned => running with { State = TrialState.Pruned, Values = proposal.Values?.UpTo(pruned.Step) ?? NoValues },
            TrialFailed => running with { State = TrialState.Failed },
            _ => running with { State = TrialState.Cancelled },
        };
    }

    public override void OnBatchEnded()
    {
        _history = [.. _history, .. _batch.Values];
        _batch.Clear();
    }
}
