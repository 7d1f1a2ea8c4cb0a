using FraudMl;

namespace LateLabels;

/// <summary>When the fraud of each row was reported: a day after it at the earliest, eleven days after it on average.</summary>
internal sealed class Reports
{
    private const double MeanDays = 10;

    private readonly Dataset _data;
    private readonly DateTime[] _reported;

    public Reports(Dataset data, int seed)
    {
        var random = new Random(seed);
        _data = data;
        _reported = [.. Enumerable.Range(0, data.RowCount)
            .Select(row => TimeOf(row).AddDays(1 - (MeanDays * Math.Log(1 - random.NextDouble()))))];
    }

    /// <summary>Returns the rows before a day with the labels that were known then: a fraud not yet reported stands there as
    /// legitimate.</summary>
    public Dataset KnownAt(DateTime day) => Labelled(RowsBetween(DateTime.MinValue, day), day);

    /// <summary>Returns the rows of some days with the labels that were known at another.</summary>
    public Dataset KnownAt(DateTime day, DateTime from, DateTime to) => Labelled(RowsBetween(from, to), day);

    /// <summary>Returns the rows of some days with what they turned out to be.</summary>
    public Dataset Truth(DateTime from, DateTime to) => _data.Take(RowsBetween(from, to));

    private int[] RowsBetween(DateTime from, DateTime to) =>
        [.. Enumerable.Range(0, _data.RowCount).Where(row => TimeOf(row) >= from && TimeOf(row) < to)];

    private Dataset Labelled(int[] rows, DateTime day)
    {
        float[] labels = Array.ConvertAll(rows, row => _data.Labels[row] && _reported[row] < day ? 1f : 0);
        return new Dataset([.. _data.Take(rows).Columns.Select(column => column.Is(ColumnRoles.Label)
            ? new NumberColumn(column.Name, labels, ColumnRoles.Label) : column)]);
    }

    private DateTime TimeOf(int row) => DateTime.UnixEpoch.AddMicroseconds(_data.Timestamps[row]);
}
