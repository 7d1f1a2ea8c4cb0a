using System.Globalization;

namespace FraudMl;

public sealed partial class VelocityStore
{
    /// <summary>
    /// Records the rows of a dataset in time order, with their labels where it has some; those that no window reaches any more are left
    /// out.
    /// </summary>
    /// <param name="data">The past, for example the training data.</param>
    /// <param name="idColumn">The column that tells events from each other, text or number.</param>
    /// <returns>What became of the rows.</returns>
    /// <exception cref="FraudMlException">Thrown when a column is missing or of the wrong kind.</exception>
    public VelocityFill Fill(Dataset data, string idColumn)
    {
        WindowColumns.RequireColumns(data, Windows);
        int[] order = data.OrderByTime();
        DataColumn ids = data[idColumn];
        var events = new DatasetEvents(this, data);
        var features = new double[FeatureNames.Count];
        var filled = new VelocityFill();
        long horizon = Horizon(data.Timestamps, order);
        foreach (int row in order)
        {
            if (Refusal(data.Timestamps[row]) is null && data.Timestamps[row] < horizon)
            {
                filled.OutOfReachCount++;
                continue;
            }

            filled.Add(events.Observe(row, IdOf(ids, row), features));
        }

        return filled;
    }

    /// <summary>Records rows that follow in time those before, and returns them with the features; the same as <c>WithWindows</c> over all
    /// rows gives.</summary>
    /// <param name="data">The rows, in the order of time.</param>
    /// <param name="rowsBefore">How many rows were recorded before these.</param>
    /// <exception cref="FraudMlException">Thrown when a column is missing, or a row is earlier than one before it.</exception>
    internal Dataset Follow(Dataset data, int rowsBefore)
    {
        WindowColumns.Require(data, Windows);
        var events = new DatasetEvents(this, data);
        float[][] values = [.. FeatureNames.Select(_ => new float[data.RowCount])];
        var features = new double[FeatureNames.Count];
        for (int row = 0; row < data.RowCount; row++)
        {
            int number = rowsBefore + row + 1;
            if (data.Timestamps[row] < Volatile.Read(ref _newest))
                throw new FraudMlException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Row {number} of {data.Name} is earlier than one before it, and windows are computed as the rows come. Sort the file by "
                    + $"time, or score it in memory: model.Score(Dataset.FromCsv(path, model))."));
            events.Observe(row, number.ToString(CultureInfo.InvariantCulture), features);
            for (int i = 0; i < features.Length; i++) values[i][row] = (float)features[i];
        }

        return new Dataset([.. data.Columns, .. FeatureNames.Select((name, i) => new NumberColumn(name, values[i]))], data.Name,
            data.TimestampUnit) { Windows = Windows, Reading = data.Reading };
    }

    // A row from the future is refused later and must not make the others old.
    private long Horizon(ReadOnlySpan<long> times, int[] order)
    {
        for (int i = order.Length - 1; i >= 0; i--)
        {
            if (Refusal(times[order[i]]) is null) return times[order[i]] - _lateness - _reach;
        }

        return 0;
    }

    internal static string? TextOf(TextColumn column, int row) =>
        column.Codes[row] is >= 0 and var code ? column.Dictionary.Texts[code] : null;

    private static string IdOf(DataColumn ids, int row) => ids switch
    {
        TextColumn texts => TextOf(texts, row) ?? "",
        NumberColumn numbers => numbers.Values[row].ToString(CultureInfo.InvariantCulture),
        _ => throw new FraudMlException($"Column '{ids.Name}' can't tell events from each other: it must be text or a number, and "
            + $"is {ids.Kind}.") { ColumnName = ids.Name },
    };
}
