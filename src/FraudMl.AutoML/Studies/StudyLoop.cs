namespace FraudMl;

public sealed partial class Study
{
    /// <summary>Runs the trials of one call, several at once.</summary>
    private sealed class StudyLoop : IDisposable
    {
        // What a cancelled trial may take to notice; one that does not is left behind.
        private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

        // How long others' trials go unnoticed.
        private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

        // A search without an end must not spend its time on trials that fail at once.
        private const int MostFailuresInARow = 20;

        private readonly Study _study;
        private readonly Func<StudyTrial, Task<double[]>> _objective;
        private readonly Budget _budget;
        private readonly CancellationToken _cancelled;
        private readonly CancellationTokenSource _spent, _stop;
        private readonly StudyProposals _proposals;
        private readonly int? _width;
        private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _failures;

        public StudyLoop(Study study, Func<StudyTrial, Task<double[]>> objective, Budget budget, CancellationToken cancelled)
        {
            (_study, _objective, _budget, _cancelled) = (study, objective, budget, cancelled);
            StudyOptions options = study._options;
            _spent = budget.Duration is { } time ? new CancellationTokenSource(time, options.Time) : new CancellationTokenSource();
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled, _spent.Token);
            _proposals = study.Proposals(budget);
            _width = _proposals.UsesHistory || options.Pruner is not null ? options.WorkerCount : null;
        }

        private bool GoesOn => !_study._stopped && !_stop.IsCancellationRequested
            && (_budget.TrialCount is not null || Volatile.Read(ref _failures) < MostFailuresInARow);

        public async Task RunAsync()
        {
            await Task.WhenAll(Enumerable.Range(0, _study._options.WorkerCount).Select(_ => Task.Run(WorkAsync))).ConfigureAwait(false);
            _cancelled.ThrowIfCancellationRequested();
            IReadOnlyList<TrialRecord> trials = _study.History.Trials;
            TrialRecord[] failed = [.. trials.Where(trial => trial.State == TrialState.Failed)];
            if (failed.Length > 0 && failed.Length == trials.Count)
                throw new FraudMlException(
                    $"Every one of the study's {failed.Length} trials failed, the first because: {failed[0].Reason}");
        }

        public void Dispose()
        {
            _stop.Dispose();
            _spent.Dispose();
        }

        private async Task WorkAsync()
        {
            try
            {
                while (GoesOn)
                {
                    Task ended = Volatile.Read(ref _ended).Task;
                    (StudyEntry? entry, bool mustWait) = _study._ledger.Begin(_proposals, _budget.TrialCount, _width);
                    if (entry is not null) await RunAsync(entry).ConfigureAwait(false);
                    else if (mustWait) await Task.WhenAny(ended, Task.Delay(Glance, CancellationToken.None)).ConfigureAwait(false);
                    else return;
                }
            }
            catch
            {
                _study._stopped = true;
                throw;
            }
        }

        private async Task RunAsync(StudyEntry entry)
        {
            StudyTrial trial = _study.Open(entry, _stop.Token);
            TrialRecord? record = await TryAsync(trial).ConfigureAwait(false);
            if (record?.State == TrialState.Failed) Interlocked.Increment(ref _failures);
            else Interlocked.Exchange(ref _failures, 0);
            Interlocked.Exchange(ref _ended, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }

        // Null where the trial was given back.
        private async Task<TrialRecord?> TryAsync(StudyTrial trial)
        {
            double[] values;
            Task<double[]>? running = null;
            try
            {
                running = Task.Factory.StartNew(
                    () => _objective(trial), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
                values = await running.WaitAsync(_stop.Token).ConfigureAwait(false);
                if (values.Length != _study._options.Objectives.Count)
                    return _study.Fail(
                        trial, $"It has {values.Length} values, and the study {_study._options.Objectives.Count} objectives.");
            }
            catch (OperationCanceledException) when (trial.StoppedAt is not null)
            {
                return _study.Prune(trial);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                if (running is not null) await Task.WhenAny(running, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
                if (!_cancelled.IsCancellationRequested)
                    return _study.End(trial, TrialState.Cancelled, [], $"The time budget of {_budget.Duration} is used up.");
                _study._ledger.Release(trial.Number);
                return null;
            }
            catch (Exception error)
            {
                return _study.Fail(trial, error is FraudMlException ? error.Message : $"{error.GetType().Name}: {error.Message}");
            }

            return _study.Tell(trial, values);
        }
    }
}
