using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>
/// Has each scored row scored by the challenger as well, off the request's path, and keeps the report of both. A request never waits for
/// it: rows beyond the queue are dropped and counted.
/// </summary>
internal sealed class Shadow(string name, Challenger challenger, ShadowTelemetry telemetry, TimeProvider time,
    ILogger<Shadow> logger)
    : IScoringObserver, ILabelObserver, IShadowReporter
{
    private const int MostIdle = 64;

    private readonly Channel<ShadowBlock> _queue = Channel.CreateUnbounded<ShadowBlock>(new() { SingleReader = true });
    private readonly ConcurrentQueue<ShadowBlock> _idle = new();
    private readonly ShadowPairs _pairs = new(challenger.Options.PairCapacity, time);
    private volatile ServedModel? _champion;
    private int _waitingCount;
    private long _droppedCount;

    public Challenger Challenger => challenger;

    public void Scored(in ScoredBlock rows)
    {
        // Rows of the canary are the challenger's alone.
        if (rows.Served != challenger.Service.Models.Current) _champion = rows.Served;
        if (!challenger.Service.Models.TryLease(out ModelLease lease)) return;
        RowTransfer? transfer = rows.Served == lease.Model ? null : challenger.TransferFrom(rows.Served, lease.Model);
        if (transfer is not { IsWhole: true } || !TryReserve(rows.Session.RowCount))
        {
            lease.Dispose();
            return;
        }

        if (!_idle.TryDequeue(out ShadowBlock? block)) block = new ShadowBlock();
        try
        {
            block.Take(rows, transfer, lease);
        }
        catch (Exception failed)
        {
            // The request has its answer, whatever becomes of what is tried.
            logger.LogChallengerFailed(failed, challenger.ToString());
            Finish(block);
            return;
        }

        _queue.Writer.TryWrite(block);
    }

    public void Labelled(string id, bool isFraud) => _pairs.Label(id, isFraud);

    public ShadowReport Report() => _pairs.Report() with
    {
        Name = name,
        WaitingCount = Volatile.Read(ref _waitingCount),
        DroppedCount = Interlocked.Read(ref _droppedCount),
        Problem = challenger.ProblemWith(_champion),
    };

    /// <summary>Scores what comes, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (ShadowBlock block in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) Score(block);
    }

    /// <summary>Returns what is tried.</summary>
    public override string ToString() => $"shadow of {challenger}";

    private bool TryReserve(int rowCount)
    {
        if (Interlocked.Add(ref _waitingCount, rowCount) <= challenger.Options.QueueCapacity) return true;
        Interlocked.Add(ref _waitingCount, -rowCount);
        Interlocked.Add(ref _droppedCount, rowCount);
        telemetry.Dropped(name, rowCount);
        return false;
    }

    private void Score(ShadowBlock block)
    {
        try
        {
            block.Session.Score();
            int disagreements = _pairs.Add(block);
            telemetry.Scored(name, block.RowCount, disagreements);
        }
        catch (Exception failed)
        {
            // It is only tried: what it can't score is said, and the next rows come.
            logger.LogChallengerFailed(failed, challenger.ToString());
        }
        finally
        {
            Finish(block);
        }
    }

    private void Finish(ShadowBlock block)
    {
        Interlocked.Add(ref _waitingCount, -block.RowCount);
        block.Release();
        if (_idle.Count < MostIdle) _idle.Enqueue(block);
    }
}
