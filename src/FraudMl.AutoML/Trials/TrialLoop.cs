using System.Collections.Concurrent;

namespace FraudMl;

/// <summary>Runs the trials of a phase, several at once; a trial that fails fails alone.</summary>
internal sealed class TrialLoop(
    ExperimentPlan plan, Dataset data, ITrialRunner runner, FeatureCache? features, EventStream events, TrialLedger ledger)
{
    // What a cancelled trial may take to notice; a worker that does not is left behind.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // A search without an end must not spend its time on trials that fail at once.
    private const int MaxFailuresInARow = 20;

    private readonly ConcurrentDictionary<string, string> _missing = new(StringComparer.Ordinal);

    public async Task RunAsync(TrialSource source, TimeSpan? budget, CancellationToken cancellationToken)
    {
        using var spent = budget is { } duration ? new CancellationTokenSource(duration, plan.Time) : new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, spent.Token);
        int concurrent = Math.Clamp(Math.Min(source.TrialCount ?? int.MaxValue, source.BatchSize), 1, runner.Parallelism);
        int threads = Math.Max(1, Environment.ProcessorCount / concurrent);
        int failures = 0, open, proposed;
        do
        {
            (open, proposed) = (source.BatchSize, 0);
            await Task.WhenAll(Enumerable.Range(0, concurrent).Select(_ => WorkAsync())).ConfigureAwait(false);
            source.OnBatchEnded();
        }
        while (proposed == source.BatchSize && GoesOn());
        cancellationToken.ThrowIfCancellationRequested();
        if (Hopeless()) events.Warn($"The search was given up because {MaxFailuresInARow} trials failed in a row.");

        async Task WorkAsync()
        {
            while (GoesOn() && Interlocked.Decrement(ref open) >= 0 && ledger.Next(source) is { } proposal)
            {
                Interlocked.Increment(ref proposed);
                bool failed = await TryAsync(source, proposal, threads, Reason, stop.Token).ConfigureAwait(false) is TrialFailed;
                if (failed) Interlocked.Increment(ref failures);
                else Interlocked.Exchange(ref failures, 0);
            }
        }

        bool GoesOn() => !stop.IsCancellationRequested && !Hopeless();

        bool Hopeless() => source.TrialCount is null && Volatile.Read(ref failures) >= MaxFailuresInARow;

        string Reason() => cancellationToken.IsCancellationRequested
            ? "The experiment was cancelled."
            : $"The time budget of {budget} is used up.";
    }

    private async Task<TrialEvent> TryAsync(TrialSource source, Proposal proposal, int threads, Func<string> reason, CancellationToken stop)
    {
        TrialInfo trial = proposal.Trial;
        var happening = new TrialEvents(events, trial);
        return ledger.Add(source, proposal, proposal.Problem is { } problem ? happening.Fail(problem)
            : await RunAsync().ConfigureAwait(false));

        async Task<TrialEvent> RunAsync()
        {
            Task<CrossValidationReport>? running = null;
            var work = new TrialWork(trial, data, plan.Folds, plan.ReportedMetrics, threads)
            {
                Limits = plan.Limits, Features = features,
                FollowedIterations = source.Pruner is { } pruner ? pruner.FollowedIterations : [],
            };
            using var late = plan.Limits.Duration is { } limit
                ? new CancellationTokenSource(limit, plan.Time) : new CancellationTokenSource();
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
            try
            {
                foreach (double share in source.Fidelity?.RowShares ?? [])
                {
                    var step = new TrialStep(0) { RowShare = share };
                    CrossValidationReport part = await EndOfAsync(work with { RowShare = share }, _ => TrialDirective.Continue)
                        .ConfigureAwait(false);
                    if (proposal.Values!.Take(step, part, source.Fidelity!.ReductionFactor) == TrialDirective.Stop)
                        return happening.Prune("successive halving of rows", step);
                }

                return happening.Complete(await EndOfAsync(work,
                    progress => happening.Progress(progress, proposal.Values is { } values ? values.Take : null)).ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                if (running is not null) await Task.WhenAny(running, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
                return stop.IsCancellationRequested ? happening.Cancel(reason()) : happening.Fail(
                    $"It took longer than the {plan.Limits.Duration} that a trial may take. Lower what it grows by, or raise the limit.");
            }
            catch (TrialStoppedException stopped) when (source.Pruner is not null)
            {
                return happening.Prune(source.Pruner.Name, stopped.Step);
            }
            catch (Exception error)
            {
                // One warning for one library, however many candidates it costs.
                if (error is MissingNativeLibraryException && _missing.TryAdd(error.Message, trial.Name))
                    events.Warn($"{trial.Name} was left out. {error.Message}");
                return happening.Fail(error is FraudMlException ? error.Message : $"{error.GetType().Name}: {error.Message}");
            }

            // Awaited itself: what waits for it would forget that it was a stop that ended it.
            async Task<CrossValidationReport> EndOfAsync(TrialWork part, Func<FitProgress, TrialDirective> progress)
            {
                running = runner.RunAsync(part, progress, end.Token);
                await Task.WhenAny(running, Task.Delay(Timeout.Infinite, end.Token)).ConfigureAwait(false);
                if (!running.IsCompleted) end.Token.ThrowIfCancellationRequested();
                return await running.ConfigureAwait(false);
            }
        }
    }
}
