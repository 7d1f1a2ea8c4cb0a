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
        TextColumn[] texts = [.. TextColumns.Select(name => (TextColumn)data[name])];
        NumberColumn[] numbers = [.. NumberColumns.Select(name => (NumberColumn)data[name])];
        var textValues = new string?[texts.Length];
        var numberValues = new double[numbers.Length];
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

            for (int i = 0; i < texts.Length; i++) textValues[i] = TextOf(texts[i], row);
            for (int i = 0; i < numbers.Length; i++) numberValues[i] = numbers[i].Values[row];
            var transaction = new VelocityEvent
            {
                Id = IdOf(ids, row),
                Timestamp = data.Timestamps[row],
                Texts = textValues,
                Numbers = numberValues,
                IsFraud = data.HasLabels && data.Labels[row],
            };
            filled.Add(Observe(transaction, features));
        }

        return filled;
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

    private static string? TextOf(TextColumn column, int row) =>
        column.Codes[row] is >= 0 and var code ? column.Dictionary.Texts[code] : null;

    private static string IdOf(DataColumn ids, int row) => ids switch
    {
        TextColumn texts => TextOf(texts, row) ?? "",
        NumberColumn numbers => numbers.Values[row].ToString(CultureInfo.InvariantCulture),
        _ => throw new FraudMlException($"Column '{ids.Name}' can't tell events from each other: it must be text or a number, and "
            + $"is {ids.Kind}.") { ColumnName = ids.Name },
    };
}
