using System.Globalization;

namespace FraudMl;

internal sealed partial class AutomaticRun
{
    private static readonly TimeSpan UsualLabelDelay = TimeSpan.FromDays(7), ShortestWithDelay = TimeSpan.FromDays(28);

    // What takes its time before the experiment begins is told to its observers too.
    private async Task<T> ToldAsync<T>(Func<Action<string>, T> work, CancellationToken cancellationToken)
    {
        using var events = new EventStream(
            new ExperimentPlan(options.Name) { Observers = options.Observers, Time = options.Time }, cancellationToken);
        try
        {
            return work(stage => events.Raise((name, at) => new StageStarted(name, at, stage)));
        }
        finally
        {
            await events.CompleteAsync().ConfigureAwait(false);
        }
    }

    private (PreparedData Data, Dataset Rows, IFolds Folds, Experiment Experiment) Prepare(
        RunClock clock, Action<string> begin, CancellationToken cancellationToken)
    {
        begin($"looking at the columns of {Count(raw)} rows");
        ColumnChoice columns = ColumnChoice.Of(raw, options, _story, cancellationToken);
        TimeSpan span = Span(), delay = options.LabelDelay ?? (span >= ShortestWithDelay ? UsualLabelDelay : TimeSpan.Zero);
        var data = new PreparedData(
            raw, columns.Time is TimestampColumn time && !time.Is(ColumnRoles.Feature) ? [time.Name] : [],
            options.MakeWindows && columns.Time is not null ? WindowChoice.Of(raw, columns, span, delay, _story) : []);
        if (data.Windows.Count > 0) begin($"making windows over the past of {Count(raw)} rows");
        var size = new RunSize(budget.Duration, options.TrialsAtOnce);
        Dataset rows = size.Latest(data.Rows(), options.Seed, _story);
        begin($"choosing features and folds for {Count(rows)} rows");
        FeatureChoice features = FeatureChoice.Of(rows, columns, span, _story);
        int fold = size.RowsPerFold(rows, _story);
        IFolds folds = FoldChoice.Of(rows, delay, fold, size.FoldCount(rows, fold), options.Seed, _story);
        LearnerChoice learners = LearnerChoice.Of(options, RunSize.TrialTime(rows, folds), budget.Duration, _story);
        (clock.RowCount, clock.MemberCount) = (rows.RowCount, size.MemberCount(rows));
        return (data, rows, folds, Plan(features, folds, learners, clock));
    }

    private TimeSpan Span()
    {
        long first = long.MaxValue, last = long.MinValue;
        foreach (long time in raw.HasTimestamps ? raw.Timestamps : [])
        {
            if (time == TimestampColumn.Missing) continue;
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }

        return last > first ? TimeSpan.FromMicroseconds(last - (double)first) : TimeSpan.Zero;
    }

    private static string Count(Dataset data) => data.RowCount.ToString("N0", CultureInfo.InvariantCulture);
}
