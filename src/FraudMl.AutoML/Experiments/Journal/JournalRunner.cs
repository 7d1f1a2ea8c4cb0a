namespace FraudMl;

/// <summary>Runs the trials that the journal does not have, and keeps what came of them; those that it has are told once more.</summary>
/// <remarks>An experiment goes on from the same history with the same next trials: that is all that resuming takes. Trials that were
/// cancelled, and those that lack a native library, are run again.</remarks>
internal sealed class JournalRunner(ITrialRunner runner, ExperimentJournal journal) : ITrialRunner, IDisposable
{
    public int Parallelism => runner.Parallelism;

    public Task<CrossValidationReport> RunAsync(
        TrialWork work, Func<FitProgress, TrialDirective> progress, CancellationToken cancellationToken) => journal.Find(work) is { } kept
        ? Task.Run(() => Again(kept, work, progress), cancellationToken)
        : RunAndKeepAsync(work, progress, cancellationToken);

    public void Dispose() => journal.Dispose();

    public override string ToString() => $"{runner}, kept in a journal";

    private static CrossValidationReport Again(TrialKept kept, TrialWork work, Func<FitProgress, TrialDirective> progress)
    {
        var course = new TrialCourse(work, progress);
        foreach (IterationDone done in kept.Iterations) course.Take(done);
        foreach (FoldDone done in kept.Folds) course.Take(done);
        if (kept.Stopped is { } stopped) throw new TrialStoppedException(new TrialStep(stopped.Fold, stopped.Iteration));
        return kept.Reason is { } reason ? throw new FraudMlException(reason) : course.Report();
    }

    // On a thread of its own: a task that awaits another forgets that it was a stop that ended it.
    private Task<CrossValidationReport> RunAndKeepAsync(
        TrialWork work, Func<FitProgress, TrialDirective> progress, CancellationToken cancellationToken)
    {
        var kept = new TrialKept(work.Trial.Number, work.Trial.Seed, work.Trial.Name,
            SpaceText.Write(new ParameterSet(work.Trial.Parameters))) { RowShare = work.RowShare };
        Task<CrossValidationReport> running = runner.RunAsync(work, Note, cancellationToken);
        return Task.Factory.StartNew(End, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        CrossValidationReport End()
        {
            try
            {
                CrossValidationReport report = running.GetAwaiter().GetResult();
                journal.Keep(kept);
                return report;
            }
            catch (TrialStoppedException stopped)
            {
                journal.Keep(kept with { Stopped = new TrialStopped(0, stopped.Step.Fold, stopped.Step.Iteration) });
                throw;
            }
            catch (Exception error) when (error is not (OperationCanceledException or MissingNativeLibraryException))
            {
                journal.Keep(kept with { Reason = error is FraudMlException ? error.Message : $"{error.GetType().Name}: {error.Message}" });
                throw;
            }
        }

        TrialDirective Note(FitProgress told)
        {
            if (told.Iteration is { ValidationScore: not null } done)
                kept.Iterations.Add(new IterationDone(0, told.Fold, done.Iteration, done.IterationCount, done.ValidationScore));
            if (told.Result is { } fold) kept.Folds.Add(FoldDone.Of(0, fold));
            return progress(told);
        }
    }
}
