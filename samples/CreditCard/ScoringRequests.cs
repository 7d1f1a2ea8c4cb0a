using FraudMl;

namespace CreditCard;

/// <summary>The same rows in each of the JSON formats that MLflow's scoring protocol knows.</summary>
internal static class ScoringRequests
{
    public static IEnumerable<(string Format, object Body)> AllFormats(FraudModel model, Dataset rows)
    {
        string[] columns = [.. model.Inputs.Select(input => input.Name)];
        float?[][] data = [.. Enumerable.Range(0, rows.RowCount).Select(
            row => columns.Select(column => Value(rows, column, row)).ToArray())];
        Dictionary<string, float?>[] records = [
            .. data.Select(values => columns.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second))];
        yield return ("dataframe_split", new Dictionary<string, object> { ["dataframe_split"] = new { columns, data } });
        yield return ("dataframe_records", new Dictionary<string, object> { ["dataframe_records"] = records });
        yield return ("instances", new Dictionary<string, object> { ["instances"] = records });
        yield return ("inputs", new Dictionary<string, object>
        {
            ["inputs"] = columns.Select((column, i) => (column, values: data.Select(row => row[i]).ToArray()))
                .ToDictionary(pair => pair.column, pair => pair.values),
        });
    }

    private static float? Value(Dataset rows, string column, int row)
    {
        float value = ((NumberColumn)rows[column]).Values[row];
        return float.IsNaN(value) ? null : value;
    }
}
