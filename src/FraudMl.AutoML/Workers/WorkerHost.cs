using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;

namespace FraudMl;

/// <summary>The worker's side: runs one trial after the other and tells what happens; it ends when the runner does.</summary>
[RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
internal sealed class WorkerHost : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private const int MostStepLists = 16;

    private readonly WorkerChannel _channel;
    private readonly FeatureCache _features = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32);
    private readonly List<(IReadOnlyList<PartDefinition> Definitions, IReadOnlyList<IFeatureStep> Steps)> _steps = [];
    private (FoldsDefinition Definition, IFolds Folds)? _folds;
    private readonly BlockingCollection<Answer> _answers = [];
    private CancellationTokenSource _cancel = new();
    private (string Path, Dataset Data)? _known;

    private WorkerHost(WorkerChannel channel) => _channel = channel;

    public static void Run(string pipeName)
    {
        using var pipe = new NamedPipeClientStream(
            ".", pipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        pipe.Connect(TimeSpan.FromSeconds(30));
        using var channel = new WorkerChannel(pipe);
        using var host = new WorkerHost(channel);
        host.ListenAsync().GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _cancel.Dispose();
        _answers.Dispose();
        _features.Dispose();
    }

    private async Task ListenAsync()
    {
        await _channel.SendAsync(new WorkerReady()).ConfigureAwait(false);
        using var beat = new Timer(_ => _ = _channel.SendAsync(new WorkerAlive()), null, Beat, Beat);
        while (await _channel.ReceiveAsync(CancellationToken.None).ConfigureAwait(false) is { } message)
        {
            if (message is RunTrial run) Begin(run);
            if (message is CancelTrial) await _cancel.CancelAsync().ConfigureAwait(false);
            if (message is Answer answer) _answers.Add(answer);
        }

        // The runner has gone; a learner in native code would not notice.
        Environment.Exit(0);
    }

    private void Begin(RunTrial run)
    {
        _cancel = new CancellationTokenSource();
        CancellationToken cancelled = _cancel.Token;
        new Thread(() => Send(Outcome(run, cancelled))) { IsBackground = true }.Start();
    }

    private WorkerMessage Outcome(RunTrial run, CancellationToken cancelled)
    {
        try
        {
            TrialDefinition trial = TrialDefinition.FromJson(run.Trial);
            IFolds folds = FoldsOf(trial.Folds);
            var options = new FitOptions
            {
                Seed = trial.Seed, ThreadCount = run.ThreadCount, InnerFolds = folds, RowShare = trial.RowShare, Features = _features,
                FollowedIterations = run.FollowedIterations,
            };
            Metric[] metrics = [.. trial.Metrics.Select(Metrics.Named)];
            FraudPipeline pipeline = PipelineOf(trial.Pipeline);
            pipeline.CrossValidate(Data(run.DataPath), folds, metrics, options, progress => Tell(run.Lease, progress), cancelled);
            return new TrialDone(run.Lease);
        }
        catch (TrialStoppedException stopped)
        {
            return new TrialStopped(run.Lease, stopped.Step.Fold, stopped.Step.Iteration);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return new TrialCancelledHere(run.Lease);
        }
        catch (Exception error)
        {
            string reason = error is FraudMlException ? error.Message : $"{error.GetType().Name}: {error.Message}";
            return new TrialBroken(run.Lease, reason)
            {
                Missing = error is MissingNativeLibraryException missing ? [missing.Library, missing.Remedy] : null,
            };
        }
    }

    // Trials know by the same objects that they share features.
    private IFolds FoldsOf(FoldsDefinition definition)
    {
        if (_folds?.Definition != definition) _folds = (definition, definition.ToFolds());
        return _folds.Value.Folds;
    }

    private FraudPipeline PipelineOf(PipelineDefinition definition)
    {
        FraudPipeline pipeline = definition.ToPipeline();
        int known = _steps.FindIndex(steps => steps.Definitions.SequenceEqual(definition.Steps));
        if (known >= 0) return pipeline.With(_steps[known].Steps);
        if (_steps.Count == MostStepLists) _steps.RemoveAt(0);
        _steps.Add((definition.Steps, pipeline.Steps));
        return pipeline;
    }

    private TrialDirective Tell(int lease, FitProgress progress)
    {
        if (progress.Iteration is { } done)
            Send(new IterationDone(lease, progress.Fold, done.Iteration, done.IterationCount, done.ValidationScore));
        if (progress.Result is { } fold)
            Send(FoldDone.Of(lease, fold));
        Answer answer;
        do answer = _answers.Take();
        while (answer.Lease != lease);
        return answer.Directive;
    }

    private void Send(WorkerMessage message) => _channel.SendAsync(message).GetAwaiter().GetResult();

    private Dataset Data(string path)
    {
        if (_known?.Path != path) _known = (path, DatasetFile.Map(path));
        return _known.Value.Data;
    }
}
