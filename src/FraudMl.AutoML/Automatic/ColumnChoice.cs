using System.Globalization;

namespace FraudMl;

/// <summary>What each column is used for, by what a sample of the rows shows.</summary>
internal sealed class ColumnChoice
{
    private const int SampledRowCount = 20_000;

    // More texts than that become no columns of their own, and a text of its own in every second row says nothing about the next row.
    private const int MostIndicators = 12;
    private const double NameOfRow = 0.5, RisesWithTime = 0.9999, GivesLabelAway = 0.995;

    public List<string> Dropped { get; } = [];

    public List<string> FewTexts { get; } = [];

    public List<string> ManyTexts { get; } = [];

    /// <value>The other timestamps: ages are counted from them to the event.</value>
    public List<string> OtherTimes { get; } = [];

    /// <value>The number columns that are learned from.</value>
    public List<string> Numbers { get; } = [];

    /// <value>The event's time, if there is one.</value>
    public DataColumn? Time { get; private init; }

    /// <value>The column that holds the money, if one does.</value>
    public string? Amount { get; private init; }

    /// <value>Whether a number that is learned from is missing somewhere.</value>
    public bool HasMissing { get; private set; }

    public static ColumnChoice Of(Dataset data, AutoMLOptions options, Story story, CancellationToken cancellationToken)
    {
        double share = Math.Min(1, (double)SampledRowCount / Math.Max(1, data.RowCount - data.FraudCount));
        Dataset sample = share < 1 ? data.Sample(share, new() { Seed = options.Seed }) : data;
        DatasetProfile profile = sample.Profile(new() { ListTexts = false, CorrelationColumnCount = 2 }, cancellationToken);
        var choice = new ColumnChoice
        {
            Time = data.HasTimestamps ? data.Columns.First(column => column.Is(ColumnRoles.Timestamp)) : null,
            Amount = profile.AmountColumn,
        };
        foreach (DataColumn column in data.Features) choice.Take(data, sample, column, profile[column.Name], story);
        if (choice.Numbers.Count + choice.FewTexts.Count + choice.ManyTexts.Count + choice.OtherTimes.Count == 0 && choice.Time is null)
            throw new FraudMlException($"AutoML finds no feature to learn from in {data.Name}: {string.Join(" ", story.LeftOut)}");
        return choice;
    }

    private void Take(Dataset data, Dataset sample, DataColumn column, ColumnProfile profile, Story story)
    {
        int present = sample.RowCount - profile.MissingCount;
        if (column == Time)
        {
            if (column.Kind == ColumnKind.Number) Drop("counts the time on, and rows to score lie beyond all that was learned");
            return;
        }

        if (profile.DistinctCount <= 1)
        {
            Drop(profile.DistinctCount == 0 ? "has no value" : "has one value only");
            return;
        }

        if (profile.RocAuc is { } auc && (auc > GivesLabelAway || auc < 1 - GivesLabelAway))
            story.Warn(string.Create(CultureInfo.InvariantCulture, $"'{column.Name}' all but tells the label by itself (ROC-AUC "
                + $"{auc:0.0000}). If it is not known when a transaction is scored, ignore it and run again."));
        switch (column.Kind)
        {
            case ColumnKind.Text when profile.DistinctCount > NameOfRow * present:
                Drop("has a text of its own in most rows: a name of the row, no feature");
                break;
            case ColumnKind.Text:
                (profile.DistinctCount <= MostIndicators ? FewTexts : ManyTexts).Add(column.Name);
                break;
            case ColumnKind.Timestamp:
                if (Time is not TimestampColumn) Drop("is a time, and without the time of the event nothing can be counted from it");
                else OtherTimes.Add(column.Name);
                break;
            case ColumnKind.Number when profile.Numbers is { IsInteger: true } && profile.DistinctCount == present && present > 1000:
                Drop("has a whole number of its own in every row: a name of the row, no feature");
                break;
            case ColumnKind.Number when Time is not null && Rises(sample, (NumberColumn)sample[column.Name]):
                Drop("rises with the time, and rows to score lie beyond all that was learned");
                break;
            default:
                Numbers.Add(column.Name);
                HasMissing |= ((NumberColumn)data[column.Name]).Values.ContainsNaN();
                break;
        }

        void Drop(string why)
        {
            Dropped.Add(column.Name);
            story.LeaveOut($"'{column.Name}' {why}.");
        }
    }

    private static bool Rises(Dataset sample, NumberColumn column)
    {
        double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        int first = sample.Timestamps.IndexOfAnyExcept(TimestampColumn.Missing);
        long origin = first < 0 ? 0 : sample.Timestamps[first];
        for (int row = 0; row < sample.RowCount; row++)
        {
            double time = (sample.Timestamps[row] - origin) * 1e-9, value = column.Exact(row);
            if (sample.Timestamps[row] == TimestampColumn.Missing || double.IsNaN(value)) continue;
            n++;
            (x, y, xx, yy, xy) = (x + time, y + value, xx + (time * time), yy + (value * value), xy + (time * value));
        }

        double covariance = (n * xy) - (x * y), variances = ((n * xx) - (x * x)) * ((n * yy) - (y * y));
        return n > 2 && variances > 0 && Math.Abs(covariance) > RisesWithTime * Math.Sqrt(variances);
    }
}
