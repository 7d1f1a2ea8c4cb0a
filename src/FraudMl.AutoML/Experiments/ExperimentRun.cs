using System.Globalization;

namespace FraudMl;

/// <summary>One run of an experiment: compare, tune, fit the winner.</summary>
internal sealed class ExperimentRun(ExperimentPlan plan, Dataset train, CancellationToken cancellationToken) : IDisposable
{
    private readonly EventStream _events = new(plan, cancellationToken);
    private readonly TrialLedger _ledger = new(plan);
    private readonly List<StudyHistory> _histories = [];
    private readonly FeatureCache? _features = plan.FeatureMemory > 0 ? new FeatureCache(plan.FeatureMemory) : null;

    public async Task<ExperimentResult> RunAsync()
    {
        try
        {
            Begin();
            TrialInfo best = (await ChooseAsync().ConfigureAwait(false)).Trial;
            (FraudModel model, Evaluation? evaluation) = await FitAsync(best).ConfigureAwait(false);
            foreach (string warning in model.Warnings) _events.Warn(warning);
            _events.Raise((name, at) => new WinnerFitted(name, at, best, model, evaluation));
            _events.Raise((name, at) => new ExperimentCompleted(name, at, best, _ledger.Completed));
            if (!await _events.CompleteAsync().ConfigureAwait(false)) cancellationToken.ThrowIfCancellationRequested();
            return new ExperimentResult(plan.Metric, _ledger.Completed, best, model, evaluation)
            {
                FailedTrials = _ledger.Failed,
                PrunedTrials = _ledger.Pruned,
                Warnings = _events.Warnings,
                Histories = _histories,
            };
        }
        catch (OperationCanceledException error) when (cancellationToken.IsCancellationRequested)
        {
            _events.Raise((name, at) => new ExperimentCancelled(name, at));
            string leftBehind = await _events.CompleteAsync().ConfigureAwait(false)
                ? "" : " An observer did not take its last events in time.";
            throw new OperationCanceledException($"The experiment '{plan.Name}' was cancelled.{leftBehind}", error, cancellationToken);
        }
        catch (Exception error)
        {
            _events.Raise((name, at) => new ExperimentFailed(name, at, error.Message));
            await _events.CompleteAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _features?.Dispose();
    }

    // Data that no candidate can learn from still begins the experiment, so that its failure is on record.
    private void Begin()
    {
        int foldCount = 0;
        try
        {
            foldCount = PlanCheck.FoldCount(plan, train);
        }
        finally
        {
            _events.Raise((name, at) => new ExperimentStarted(
                name, at, train, plan.Test, plan.Folds, foldCount, plan.Metric, plan.Seed,
                plan.PlannedTrialCount) { Metrics = plan.ReportedMetrics });
            foreach (AttachedFile file in plan.Files)
                _events.Raise((name, at) => new ArtifactProduced(name, at, null, file.Path, file.MediaType, file.Content));
            foreach (string warning in plan.Candidates.SelectMany(candidate => candidate.WarningsOn(train)).Distinct())
                _events.Warn(warning);
        }
    }

    private async Task<TrialCompleted> ChooseAsync()
    {
        ITrialRunner runner = plan.GivenRunner ?? new InProcessTrialRunner(plan.Parallelism);
        using JournalRunner? kept = plan.Journal is { } path ? new JournalRunner(runner, new ExperimentJournal(path, plan, train)) : null;
        var trials = new TrialLoop(plan, train, kept ?? runner, _features, _events, _ledger);
        await trials.RunAsync(new CandidateTrials(plan.Candidates), null, cancellationToken).ConfigureAwait(false);
        TrialCompleted best = _ledger.Best();
        DataSizes? sizes = plan.Phases.Count > 0 ? DataSizes.Of(train, plan.Folds) : null;
        foreach (TuningPhase phase in plan.Phases)
        {
            ParameterSpace space = phase.SpaceFor(best.Trial.Pipeline, sizes!);
            if (space.Parameters.Count == 0)
            {
                _events.Warn($"The winner so far, {best.Trial.Name}, has nothing to tune by {phase.Search.Name} search; that phase "
                    + $"was left out.");
                continue;
            }

            int before = _ledger.Count;
            var source = new SearchTrials(phase, space, best.Trial, plan.SeedOf(before + 1), plan.BatchSize, plan.Time);
            await trials.RunAsync(source, phase.Budget.Duration, cancellationToken).ConfigureAwait(false);
            best = _ledger.Best();
            _histories.Add(PhaseHistory.Of(phase, space, _ledger.Since(before)));
        }

        return plan.EnsembleSize is { } size ? await EnsembleAsync(best, size).ConfigureAwait(false) : best;
    }

    private async Task<TrialCompleted> EnsembleAsync(TrialCompleted best, int size)
    {
        Begin("choosing an ensemble of the best trials");
        if (await FindEnsembleAsync(best, size).ConfigureAwait(false) is not { } found) return best;
        var source = new OneTrial((number, seed) => new TrialInfo(number, found.Pipeline.Name, TrialPhase.Ensemble, found.Pipeline,
            new Dictionary<string, object> { ["members"] = found.Members }, seed));
        Proposal proposal = _ledger.Next(source)!;
        var happening = new TrialEvents(_events, proposal.Trial);
        foreach (FoldResult fold in found.Report.Folds) happening.Progress(new FitProgress(fold.Fold, fold, null), null);
        _ledger.Add(source, proposal, happening.Complete(found.Report));
        return _ledger.Best();
    }

    private async Task<TrialEnsemble?> FindEnsembleAsync(TrialCompleted best, int size)
    {
        using var late = plan.EnsembleTime?.Invoke() is { } time
            ? new CancellationTokenSource(time > TimeSpan.Zero ? time : TimeSpan.Zero, plan.Time) : new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await OnOwnThreadAsync(
                () => TrialEnsemble.Of(plan, train, _ledger.Completed, best, size, stop.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _events.Warn("No ensemble was chosen: the budget has no time for it.");
            return null;
        }
    }

    private async Task<(FraudModel Model, Evaluation? Evaluation)> FitAsync(TrialInfo winner)
    {
        Begin(string.Create(CultureInfo.InvariantCulture, $"fitting {winner.Title} on {train.RowCount:N0} rows"));
        var options = new FitOptions { Seed = winner.Seed, InnerFolds = plan.Folds, Features = _features };
        return await OnOwnThreadAsync(() =>
        {
            FraudModel model = winner.Pipeline.Fit(train, options, cancellationToken: cancellationToken);
            return (model, plan.Test is null ? null : model.Evaluate(plan.Test));
        }).ConfigureAwait(false);
    }

    private void Begin(string stage) => _events.Raise((name, at) => new StageStarted(name, at, stage));

    private Task<T> OnOwnThreadAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancellationToken);
}
