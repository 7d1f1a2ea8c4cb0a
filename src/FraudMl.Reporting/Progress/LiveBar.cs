using Spectre.Console;

namespace FraudMl.Reporting;

/// <summary>One live bar for an experiment; it advances with every fold.</summary>
internal sealed class LiveBar
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProgressTask> _task = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _shown;
    private readonly double _foldShare;

    public LiveBar(IAnsiConsole console, ExperimentStarted started)
    {
        _foldShare = 1.0 / Math.Max(1, started.FoldCount);
        Progress progress = console.Progress().AutoClear(true).Columns(
            new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left });
        _shown = Task.Run(() => progress.StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: started.PlannedTrialCount ?? 1);
            task.IsIndeterminate = started.PlannedTrialCount is null;
            _task.SetResult(task);
            await _end.Task.ConfigureAwait(false);
        }));
    }

    public void Advance(ExperimentEvent experimentEvent, ProgressText text)
    {
        ProgressTask task = _task.Task.GetAwaiter().GetResult();
        if (experimentEvent is FoldCompleted) task.Increment(_foldShare);
        task.Description = Markup.Escape(text.Status);
    }

    public async Task EndAsync()
    {
        _end.TrySetResult();
        await _shown.ConfigureAwait(false);
    }
}
