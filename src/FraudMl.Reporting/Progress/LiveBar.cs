using Spectre.Console;

namespace FraudMl.Reporting;

/// <summary>One live bar for an experiment; it advances with every fold, and to the end of a trial when the trial ends early.</summary>
internal sealed class LiveBar
{
    // Spinner, percentage and time, with their gaps.
    private const int OtherColumns = 20;

    private readonly Dictionary<int, int> _openFolds = [];
    private readonly int _foldCount, _statusWidth;
    private readonly ProgressTask _task;
    private readonly TaskCompletionSource _end;
    private readonly Task _shown;

    private LiveBar(int foldCount, int statusWidth, ProgressTask task, TaskCompletionSource end, Task shown) =>
        (_foldCount, _statusWidth, _task, _end, _shown) = (foldCount, statusWidth, task, end, shown);

    /// <summary>Shows a bar; null where the console already shows something live, next to which there can be no other.</summary>
    public static async Task<LiveBar?> StartAsync(IAnsiConsole console, ExperimentStarted started)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource<ProgressTask>(TaskCreationOptions.RunContinuationsAsynchronously);
        int barWidth = Math.Clamp(console.Profile.Width / 5, 10, 40);
        Progress progress = console.Progress().AutoClear(true).Columns(
            new SpinnerColumn(), new ProgressBarColumn { Width = barWidth }, new PercentageColumn(), new ElapsedTimeColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left });
        Task shown = Task.Run(() => progress.StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: started.PlannedTrialCount ?? 1);
            task.IsIndeterminate = started.PlannedTrialCount is null;
            begun.SetResult(task);
            await end.Task.ConfigureAwait(false);
        }));
        return await Task.WhenAny(begun.Task, shown).ConfigureAwait(false) == shown
            ? null
            : new LiveBar(Math.Max(1, started.FoldCount), console.Profile.Width - barWidth - OtherColumns,
                await begun.Task.ConfigureAwait(false), end, shown);
    }

    public void Advance(ExperimentEvent experimentEvent, string status)
    {
        switch (experimentEvent)
        {
            case TrialStarted { Trial.Number: var trial }:
                _openFolds[trial] = _foldCount;
                break;
            case FoldCompleted { Trial.Number: var trial } when _openFolds.TryGetValue(trial, out int open) && open > 0:
                _openFolds[trial] = open - 1;
                _task.Increment(1.0 / _foldCount);
                break;
            case TrialEvent { Trial.Number: var trial } and (TrialCompleted or TrialPruned or TrialFailed
                or TrialCancelled) when _openFolds.Remove(trial, out int left):
                _task.Increment((double)left / _foldCount);
                break;
        }

        // A second line of the bar would be drawn over what is printed.
        _task.Description = Markup.Escape(status.Length <= _statusWidth ? status : $"{status[..Math.Max(0, _statusWidth - 1)]}…");
    }

    public async Task EndAsync()
    {
        _end.TrySetResult();
        await _shown.ConfigureAwait(false);
    }
}
