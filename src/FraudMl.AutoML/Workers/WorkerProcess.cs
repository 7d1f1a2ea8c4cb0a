using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;

namespace FraudMl;

/// <summary>The runner's side of one worker.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly WorkerChannel _channel;
    private readonly FraudWorkerOptions _options;
    private int _lease;

    private WorkerProcess(Process process, WorkerChannel channel, FraudWorkerOptions options) =>
        (_process, _channel, _options) = (process, channel, options);

    public int Id => _process.Id;

    public bool IsAlive
    {
        get
        {
            try
            {
                return !_process.HasExited;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>Starts a worker and waits until it is ready.</summary>
    public static async Task<WorkerProcess> StartAsync(FraudWorkerOptions options, CancellationToken cancellationToken)
    {
        string name = $"fraudml-{Guid.NewGuid():N}";
        var pipe = new NamedPipeServerStream(
            name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        Process? process = null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            process = Process.Start(WorkerCommand.Of(options, name))!;
            patience.CancelAfter(options.LeaseTime);
            await Task.WhenAny(pipe.WaitForConnectionAsync(patience.Token), process.WaitForExitAsync(patience.Token)).Unwrap()
                .ConfigureAwait(false);
            var channel = new WorkerChannel(pipe);
            if (pipe.IsConnected && await channel.ReceiveAsync(patience.Token).ConfigureAwait(false) is WorkerReady)
                return new WorkerProcess(process, channel, options);
            throw Unready();
        }
        catch (Exception error)
        {
            process?.Kill();
            process?.Dispose();
            await pipe.DisposeAsync().ConfigureAwait(false);
            if (error is OperationCanceledException && !cancellationToken.IsCancellationRequested) throw Unready();
            throw;
        }
    }

    /// <summary>Runs a trial to its end.</summary>
    /// <exception cref="WorkerLostException">Thrown when the worker ends or falls silent; it is of no use any more.</exception>
    public async Task RunAsync(string trial, string dataPath, TrialWork work, TrialCourse course, CancellationToken cancellationToken)
    {
        int lease = ++_lease;
        long? overLimit = null;
        using var watch = new Timer(_ => overLimit ??= EndOver(work.Limits.Memory), null, Glance, Glance);
        using CancellationTokenRegistration cancelling = cancellationToken.Register(() => _ = GiveUpAsync(lease));
        await _channel.SendAsync(new RunTrial(lease, trial, dataPath, work.ThreadCount, work.FollowedIterations)).ConfigureAwait(false);
        while (true)
        {
            switch (await NextAsync().ConfigureAwait(false))
            {
                case null when cancellationToken.IsCancellationRequested:
                case TrialCancelledHere cancelled when cancelled.Lease == lease:
                    throw new OperationCanceledException(cancellationToken);
                case null: throw Lost(overLimit, work.Limits.Memory);
                case IterationDone done when done.Lease == lease: await AnswerAsync(course.Take(done)).ConfigureAwait(false); break;
                case FoldDone done when done.Lease == lease: await AnswerAsync(course.Take(done)).ConfigureAwait(false); break;
                case TrialDone done when done.Lease == lease:
                    _lease++;
                    return;
                case TrialStopped stopped when stopped.Lease == lease:
                    throw new TrialStoppedException(new TrialStep(stopped.Fold, stopped.Iteration));
                case TrialBroken broken when broken.Lease == lease:
                    throw broken.Missing is [var library, var remedy]
                        ? new MissingNativeLibraryException(library, remedy) : new FraudMlException(broken.Reason);
            }
        }

        Task AnswerAsync(TrialDirective directive) => _channel.SendAsync(new Answer(lease, directive));
    }

    public void Dispose()
    {
        End();
        _channel.Dispose();
        _process.Dispose();
    }

    // Null where it has ended, or where it was silent for longer than its lease.
    private async Task<WorkerMessage?> NextAsync()
    {
        using var lease = new CancellationTokenSource(_options.LeaseTime);
        try
        {
            return await _channel.ReceiveAsync(lease.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            End();
            return null;
        }
    }

    private async Task GiveUpAsync(int lease)
    {
        await _channel.SendAsync(new CancelTrial(lease)).ConfigureAwait(false);
        await Task.Delay(Grace).ConfigureAwait(false);
        if (_lease == lease) End();
    }

    private long? EndOver(long? limit)
    {
        if (limit is null || WorkingSet() is not { } held || held <= limit) return null;
        End();
        return held;
    }

    private long? WorkingSet()
    {
        try
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private Exception Lost(long? overLimit, long? limit)
    {
        End();
        if (overLimit is { } held)
        {
            return new FraudMlException(string.Create(CultureInfo.InvariantCulture,
                $"The trial's worker held {held / 1048576:#,0} MB, and {limit / 1048576:#,0} MB are allowed. ")
                + "Lower what it grows by, or raise the limit.");
        }

        _process.WaitForExit(Grace);
        return new WorkerLostException(_process.HasExited ? _process.ExitCode : null);
    }

    private void End()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static FraudMlException Unready() => new("A worker process did not begin to work. The first statement of Main must be "
        + "'if (FraudWorker.TryRun(args)) return;'.");
}

/// <summary>A worker ended while it ran a trial.</summary>
internal sealed class WorkerLostException(int? exitCode) : Exception("A worker process ended while it ran a trial.")
{
    public int? ExitCode => exitCode;
}
