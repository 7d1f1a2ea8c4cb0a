using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow;

/// <summary>A table in the form that MLflow's pages show: <c>{"columns": […], "data": [[…]]}</c>.</summary>
internal sealed class MlflowTable
{
    private readonly List<string> _columns;
    private readonly List<JsonNode?[]> _rows;

    private MlflowTable(List<string> columns, List<JsonNode?[]> rows) => (_columns, _rows) = (columns, rows);

    public static MlflowTable Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        if (columns.Count == 0 || columns.Distinct().Count() != columns.Count)
            throw MlflowException.Invalid(
                $"The columns of a table must have different names, at least one. Got: {string.Join(", ", columns)}.");
        var cells = new List<JsonNode?[]>();
        foreach (IReadOnlyList<object?> row in rows)
        {
            if (row.Count != columns.Count)
                throw MlflowException.Invalid($"Row {cells.Count} of the table has {row.Count} cells for {columns.Count} columns.");
            cells.Add([.. row.Select(Cell)]);
        }

        return new MlflowTable([.. columns], cells);
    }

    public static MlflowTable Parse(string json) => TryParse(json)
        ?? throw MlflowException.Invalid("The file holds no table to add rows to. Use another path.");

    private static MlflowTable? TryParse(string json)
    {
        try
        {
            JsonNode? file = JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false });
            if (file is not JsonObject table || table["columns"] is not JsonArray names || table["data"] is not JsonArray rows)
                return null;
            IEnumerable<JsonValue> texts = names.OfType<JsonValue>().Where(name => name.GetValueKind() == JsonValueKind.String);
            List<string> columns = [.. texts.Select(name => name.GetValue<string>())];
            bool isWhole = columns.Count == names.Count && rows.All(row => row is JsonArray cells && cells.Count == columns.Count);
            return isWhole ? new MlflowTable(columns, [.. rows.Select(row => row!.AsArray().Select(cell => cell?.DeepClone()).ToArray())])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns a table of these rows and then the other's; a column that one of them lacks is empty there.</summary>
    public MlflowTable Then(MlflowTable other)
    {
        List<string> columns = [.. _columns.Union(other._columns)];
        return new MlflowTable(columns, [.. Aligned(columns), .. other.Aligned(columns)]);
    }

    public string ToJson()
    {
        var table = new JsonObject
        {
            ["columns"] = new JsonArray([.. _columns.Select(name => JsonValue.Create(name))]),
            ["data"] = new JsonArray([.. _rows.Select(row => new JsonArray([.. row.Select(cell => cell?.DeepClone())]))]),
        };
        return table.ToJsonString();
    }

    private IEnumerable<JsonNode?[]> Aligned(List<string> columns) =>
        _rows.Select(row => columns.Select(name => _columns.IndexOf(name) is >= 0 and var at ? row[at] : null).ToArray());

    // pandas reads a missing number as null; JSON has no NaN.
    private static JsonNode? Cell(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int or long or short or byte => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        float number => float.IsFinite(number) ? JsonValue.Create(number) : null,
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        decimal number => JsonValue.Create(number),
        IFormattable formattable =>
            JsonValue.Create(formattable.ToString(value is DateTime or DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };
}
