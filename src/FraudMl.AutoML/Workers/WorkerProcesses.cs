using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Runs trials in worker processes on this machine: a learner that crashes, or takes more memory than it may, ends one worker and
/// not the experiment.</summary>
/// <remarks>
/// A worker is the app itself, whose <c>Main</c> begins with <c>if (FraudWorker.TryRun(args)) return;</c>. It has a trial on lease and says
/// every second that it lives; the trial of one that ended or fell silent is run again by another, at most three times, and every fold is
/// told once. Trials must be data: a learner or resampler made of C# is refused. The dataset is written once, into a temporary file that
/// only its owner may read, and mapped by the workers; disposing ends them and deletes it.
/// </remarks>
[RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
public sealed class WorkerProcesses : ITrialRunner, IDisposable
{
    private const int MostAttempts = 3;

    private readonly FraudWorkerOptions _options;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<WorkerProcess> _idle = [];
    private readonly ConcurrentDictionary<WorkerProcess, bool> _started = [];
    private readonly ConditionalWeakTable<Dataset, Lazy<SentData>> _sent = [];
    private readonly ConcurrentBag<string> _files = [];

    /// <summary>Creates the runner; workers are started when trials need them.</summary>
    /// <param name="options">Number of workers, lease.</param>
    /// <exception cref="FraudMlException">Thrown when the options break a rule, or this process is a worker itself.</exception>
    public WorkerProcesses(FraudWorkerOptions? options = null)
    {
        _options = options ?? new FraudWorkerOptions();
        _options.Validate();
        if (Environment.GetEnvironmentVariable(FraudWorker.Mark) is not null)
            throw new FraudMlException("This process is a worker, and workers start none. The first statement of Main must be "
                + "'if (FraudWorker.TryRun(args)) return;'.");
        _free = new SemaphoreSlim(_options.WorkerCount);
    }

    /// <inheritdoc/>
    public int Parallelism => _options.WorkerCount;

    // Told the process that a trial is leased to, for tests that kill it.
    internal Action<int>? OnLeased { get; init; }

    /// <inheritdoc/>
    public Task<CrossValidationReport> RunAsync(
        TrialWork work, Func<FitProgress, TrialDirective> progress, CancellationToken cancellationToken)
    {
        // A task of its own: one that is awaited for another forgets that it was a stop that ended it.
        var ended = new TaskCompletionSource<CrossValidationReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Task.Run(EndAsync, CancellationToken.None);
        return ended.Task;

        async Task EndAsync()
        {
            try
            {
                ended.SetResult(await RunNowAsync(work, progress, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception error)
            {
                ended.SetException(error);
            }
        }
    }

    /// <summary>Ends the workers, those that still run a trial too, and deletes the data's file.</summary>
    public void Dispose()
    {
        foreach (WorkerProcess worker in _started.Keys) End(worker);
        foreach (string file in _files)
        {
            try
            {
                File.Delete(file);
            }
            catch (IOException)
            {
                // A worker that is about to end still maps it; the system's own clean-up takes it.
            }
        }
    }

    private async Task<CrossValidationReport> RunNowAsync(
        TrialWork work, Func<FitProgress, TrialDirective> progress, CancellationToken cancellationToken)
    {
        SentData data = _sent.GetValue(work.Data, given => new Lazy<SentData>(() => Send(given))).Value;
        string trial = new TrialDefinition
        {
            Pipeline = work.Trial.Pipeline.ToDefinition(), Folds = work.Folds.ToDefinition(), Data = data.Reference, Seed = work.Trial.Seed,
            Metrics = [.. work.Metrics.Select(metric => metric.Name).Distinct()], RowShare = work.RowShare,
        }.ToJson();
        var course = new TrialCourse(work, progress);
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    await LeaseAsync(trial, data.Path, work, course, cancellationToken).ConfigureAwait(false);
                    return course.Report();
                }
                catch (WorkerLostException lost)
                {
                    if (attempt < MostAttempts) continue;
                    throw new FraudMlException(FormattableString.Invariant(
                        $"The worker process ended {attempt} times while it ran the trial, at last {Text(lost.ExitCode)}. ")
                        + "Its learner crashes on this data: leave it out, or report it to who makes it.");
                }
            }
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task LeaseAsync(
        string trial, string dataPath, TrialWork work, TrialCourse course, CancellationToken cancellationToken)
    {
        WorkerProcess worker = Idle() ?? await StartAsync(cancellationToken).ConfigureAwait(false);
        bool isSound = false;
        try
        {
            OnLeased?.Invoke(worker.Id);
            await worker.RunAsync(trial, dataPath, work, course, cancellationToken).ConfigureAwait(false);
            isSound = true;
        }
        catch (TrialStoppedException)
        {
            isSound = true;
            throw;
        }
        finally
        {
            if (isSound) _idle.Add(worker);
            else End(worker);
        }
    }

    private async Task<WorkerProcess> StartAsync(CancellationToken cancellationToken)
    {
        WorkerProcess worker = await WorkerProcess.StartAsync(_options, cancellationToken).ConfigureAwait(false);
        _started[worker] = true;
        return worker;
    }

    private void End(WorkerProcess worker)
    {
        if (_started.TryRemove(worker, out _)) worker.Dispose();
    }

    private WorkerProcess? Idle()
    {
        while (_idle.TryTake(out WorkerProcess? worker))
        {
            if (worker.IsAlive) return worker;
            End(worker);
        }

        return null;
    }

    /// <summary>Returns where trials run and how many at once.</summary>
    public override string ToString() => FormattableString.Invariant($"in worker processes, {Parallelism} at a time");

    private SentData Send(Dataset data)
    {
        string path = Path.Combine(Path.GetTempPath(), $"fraudml-{Guid.NewGuid():N}.data");
        _files.Add(path);
        DatasetFile.Write(data, path);
        return new SentData(path, new DatasetReference(null, ""));
    }

    private static string Text(int? exitCode) => exitCode is { } code ? FormattableString.Invariant($"with code {code}") : "without a code";

    private sealed record SentData(string Path, DatasetReference Reference);
}
