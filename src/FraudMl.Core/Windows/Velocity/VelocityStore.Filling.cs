using System.Globalization;

namespace FraudMl;

public sealed partial class VelocityStore
{
    /// <summary>Records the rows of a dataset in time order, with their labels where it has some; those that no window reaches any more are left out.</summary>
    /// <param name="data">The past, for example the training data.</param>
    /// <param name="idColumn">The column that tells events from each other, text or number.</param>
    /// <exception cref="FraudMlException">Thrown when a time is missing, or a column is missing or of the wrong kind.</exception>
    public void Fill(Dataset data, string idColumn)
    {
        WindowColumns.RequireColumns(data, Windows);
        int[] order = data.OrderByTime();
        DataColumn ids = data[idColumn];
        TextColumn[] texts = [.. TextColumns.Select(name => (TextColumn)data[name])];
        NumberColumn[] numbers = [.. NumberColumns.Select(name => (NumberColumn)data[name])];
        var textValues = new string?[texts.Length];
        var numberValues = new double[numbers.Length];
        var features = new double[FeatureNames.Count];
        long horizon = order.Length == 0 ? 0 : data.Timestamps[order[^1]] - _lateness - _reach;
        foreach (int row in order)
        {
            if (data.Timestamps[row] < horizon) continue;
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
            Observe(transaction, features);
        }
    }

    private static string? TextOf(TextColumn column, int row) => column.Codes[row] is >= 0 and var code ? column.Dictionary.Texts[code] : null;

    private static string IdOf(DataColumn ids, int row) => ids switch
    {
        TextColumn texts => TextOf(texts, row) ?? "",
        NumberColumn numbers => numbers.Values[row].ToString(CultureInfo.InvariantCulture),
        _ => throw new FraudMlException($"Column '{ids.Name}' can't tell events from each other: it must be text or a number, and is {ids.Kind}.") { ColumnName = ids.Name },
    };
}
