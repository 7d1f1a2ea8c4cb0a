using System.Collections.Concurrent;

namespace FraudMl;

/// <summary>Scores many files side by side, those that are not done.</summary>
internal sealed class PartitionScoring(
    FraudModel model, ScoreFilesOptions options, PartitionJournal journal, Action<ScoredFile>? progress)
{
    private readonly ConcurrentDictionary<string, string> _problems = new(StringComparer.Ordinal);
    private readonly Lock _telling = new();

    public ScoredFiles Run(Partition[] partitions, string folder, CancellationToken cancellationToken)
    {
        var scored = new ScoredFile?[partitions.Length];
        var skipped = new ScoredFile?[partitions.Length];
        for (int i = 0; i < partitions.Length; i++)
        {
            if (journal.Done(partitions[i]) is { } done) skipped[i] = new(partitions[i].Output, done.RowCount, done.FlaggedCount);
        }

        Partition[] open = [.. partitions.Where((_, i) => skipped[i] is null)];
        WholeFile.ClearUnfinished(open.Select(partition => partition.Output));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int next = -1;
        void Work()
        {
            try
            {
                for (int i = Interlocked.Increment(ref next); i < partitions.Length; i = Interlocked.Increment(ref next))
                {
                    if (stop.IsCancellationRequested) return;
                    if (skipped[i] is null) scored[i] = TryScore(partitions[i], stop);
                    if (scored[i] is { } file) Tell(file);
                }
            }
            catch
            {
                // What nobody foresaw ends the others too.
                stop.Cancel();
                throw;
            }
        }

        int threadCount = Math.Max(1, Math.Min(options.ThreadCount, open.Length));
        Task[] workers = [.. Enumerable.Range(1, threadCount - 1).Select(_ =>
            Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            Work();
        }
        finally
        {
            Task.WhenAll(workers).GetAwaiter().GetResult();
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (_problems.IsEmpty) return new ScoredFiles([.. scored.OfType<ScoredFile>()], [.. skipped.OfType<ScoredFile>()]);
        string[] problems = [.. _problems.OrderBy(problem => problem.Key, StringComparer.Ordinal).Select(problem => problem.Value)];
        int doneCount = scored.Count(file => file is not null) + skipped.Count(file => file is not null);
        throw new FraudMlException(FormattableString.Invariant(
            $"{problems.Length} of {partitions.Length} files could not be scored into '{folder}', and {doneCount} are done"), problems);
    }

    private ScoredFile? TryScore(Partition partition, CancellationTokenSource stop)
    {
        try
        {
            return Score(partition, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is FraudMlException or IOException or UnauthorizedAccessException)
        {
            _problems[partition.Name] = $"{partition.Name}: {e.Message}";
            if (options.StopAtFirst) stop.Cancel();
            return null;
        }
    }

    private void Tell(ScoredFile file)
    {
        lock (_telling) progress?.Invoke(file);
    }

    private ScoredFile Score(Partition partition, CancellationToken cancellationToken)
    {
        PartitionDone begun = journal.Begin(partition);
        Directory.CreateDirectory(Path.GetDirectoryName(partition.Output)!);
        ScoreFileOptions file = options.File with
        {
            Csv = options.File.Csv with { QuarantinePath = $"{partition.Output}.rejected.csv" },
            IsOneOfMany = true,
        };
        ScoredFile scored = model.ScoreFile(partition.Input, partition.Output, file, cancellationToken: cancellationToken);
        journal.Add(begun with
        {
            OutputLength = new FileInfo(partition.Output).Length, RowCount = scored.RowCount, FlaggedCount = scored.FlaggedCount,
        });
        return scored;
    }
}
