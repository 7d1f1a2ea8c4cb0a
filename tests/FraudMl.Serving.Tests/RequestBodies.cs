using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Serving.Tests;

/// <summary>The same rows in every format of the protocol.</summary>
internal static class RequestBodies
{
    public static readonly string[] Names = ["split", "split-data-first", "records", "inputs-records", "inputs-columns",
        "instances-records", "instances-columns", "csv", "csv-quoted"];

    public static TheoryData<string> Formats => [.. Names];

    public static (string Body, string ContentType) Of(string format, Dataset data)
    {
        string[] names = [.. data.Features.Select(column => column.Name)];
        return format switch
        {
            "split" => (Json(new JsonObject { ["dataframe_split"] = new JsonObject { ["columns"] = NameList(names),
                ["data"] = Rows(data) } }), "application/json"),
            "split-data-first" => (Json(new JsonObject { ["ignored"] = 1, ["dataframe_split"] = new JsonObject { ["data"] = Rows(data),
                ["index"] = null, ["columns"] = NameList(names) } }), "application/json"),
            "records" => (Json(new JsonObject { ["dataframe_records"] = Records(data) }), "application/json; charset=utf-8"),
            "inputs-records" => (Json(new JsonObject { ["inputs"] = Records(data) }), "application/json"),
            "inputs-columns" => (Json(new JsonObject { ["inputs"] = Columns(data) }), "application/json"),
            "instances-records" => (Json(new JsonObject { ["instances"] = Records(data) }), "application/json"),
            "instances-columns" => (Json(new JsonObject { ["instances"] = Columns(data) }), "application/json"),
            "csv" => (Csv(data, "\n", name => name), "text/csv"),
            _ => (Csv(data, "\r\n", name => $"\"{name}\"") + "\r\n", "text/csv; charset=UTF-8"),
        };
    }

    public static JsonNode? Cell(DataColumn column, int row) => column switch
    {
        NumberColumn numbers when float.IsNaN(numbers.Values[row]) => null,
        NumberColumn numbers => JsonValue.Create(numbers.Values[row]),
        TextColumn texts => JsonValue.Create(texts.Dictionary.Texts[texts.Codes[row]]),
        TimestampColumn times when row % 2 == 0 => JsonValue.Create(times.Values[row]),
        TimestampColumn times => JsonValue.Create(DateTime.UnixEpoch.AddMicroseconds(times.Values[row]).ToString("O")),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    public static JsonObject Record(Dataset data, int row) =>
        new(data.Features.Select(column => KeyValuePair.Create(column.Name, Cell(column, row))));

    // The default escaping writes every letter beyond ASCII as \u, as Python does.
    private static string Json(JsonObject body) => body.ToJsonString();

    private static JsonArray NameList(string[] names) => [.. names.Select(name => JsonValue.Create(name))];

    private static JsonArray Rows(Dataset data) =>
        [.. Enumerable.Range(0, data.RowCount).Select(row => new JsonArray([.. data.Features.Select(column => Cell(column, row))]))];

    private static JsonArray Records(Dataset data) => [.. Enumerable.Range(0, data.RowCount).Select(row => Record(data, row))];

    private static JsonObject Columns(Dataset data) =>
        new(data.Features.Select(column => KeyValuePair.Create(column.Name,
            (JsonNode?)new JsonArray([.. Enumerable.Range(0, data.RowCount).Select(row => Cell(column, row))]))));

    private static string Csv(Dataset data, string newLine, Func<string, string> header)
    {
        var text = new StringBuilder(string.Join(',', data.Features.Select(column => header(column.Name))));
        for (int row = 0; row < data.RowCount; row++)
            text.Append(newLine).AppendJoin(',', data.Features.Select(column => Field(Cell(column, row))));
        return text.ToString();
    }

    private static string Field(JsonNode? cell) => cell switch
    {
        null => "",
        _ when cell.GetValueKind() == JsonValueKind.String =>
            $"\"{cell.GetValue<string>().Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => cell.ToJsonString(),
    };
}
