using System.Text;
using System.Text.Json;

namespace FraudMl;

/// <summary>The transactions of a scoring request, in whichever of MLflow's forms it came, by the inputs of a model.</summary>
internal sealed class RequestRows : IDisposable
{
    private readonly JsonDocument _document;
    private readonly Func<int, int, JsonElement?> _cell;

    private RequestRows(JsonDocument document, int count, Func<int, int, JsonElement?> cell) =>
        (_document, Count, _cell) = (document, count, cell);

    public int Count { get; }

    /// <exception cref="JsonException">Thrown when it is no JSON.</exception>
    /// <exception cref="FormatException">Thrown when it is no request for the model; the message says why, without values.</exception>
    public static RequestRows Of(string body, FraudModel model)
    {
        JsonDocument document = JsonDocument.Parse(WithoutNaN(body));
        try
        {
            string[][] names = [.. model.Inputs.Zip(model.OnnxInputNames, (input, graph) => new[] { input.Name, graph })];
            (int count, Func<int, int, JsonElement?> cell) = Rows(document.RootElement, names);
            return new RequestRows(document, count, cell);
        }
        catch (Exception)
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>Returns JSON in which what Python writes for numbers that are none is null.</summary>
    public static string WithoutNaN(string json)
    {
        if (!json.Contains("NaN", StringComparison.Ordinal) && !json.Contains("Infinity", StringComparison.Ordinal)) return json;
        var text = new StringBuilder(json.Length);
        bool isText = false;
        for (int i = 0; i < json.Length; i++)
        {
            char letter = json[i];
            if (isText && letter == '\\')
            {
                text.Append(letter);
                if (++i < json.Length) text.Append(json[i]);
                continue;
            }

            if (letter == '"') isText = !isText;
            string? token = isText ? null : ((string[])["NaN", "-Infinity", "Infinity"]).FirstOrDefault(
                word => json.AsSpan(i).StartsWith(word, StringComparison.Ordinal));
            text.Append(token is null ? letter.ToString() : "null");
            if (token is not null) i += token.Length - 1;
        }

        return text.ToString();
    }

    /// <summary>Returns the value of an input in a row; null where it has none.</summary>
    public JsonElement? Cell(int row, int input) => _cell(row, input);

    public void Dispose() => _document.Dispose();

    private static (int Count, Func<int, int, JsonElement?> Cell) Rows(JsonElement body, string[][] names)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new FormatException("no object of JSON");
        if (body.TryGetProperty("dataframe_split", out JsonElement split) && split.ValueKind == JsonValueKind.Object)
            return Split(split, names);
        foreach (string form in (string[])["dataframe_records", "instances", "inputs"])
        {
            if (!body.TryGetProperty(form, out JsonElement rows)) continue;
            if (rows.ValueKind == JsonValueKind.Object) return Lists(rows, names);
            if (rows.ValueKind == JsonValueKind.Array)
                return rows.EnumerateArray().FirstOrDefault().ValueKind == JsonValueKind.Object ? Records(rows, names)
                    : Lines([.. rows.EnumerateArray()], [.. Enumerable.Range(0, names.Length)], names.Length);
        }

        throw new FormatException("none of dataframe_split, dataframe_records, instances and inputs");
    }

    private static (int, Func<int, int, JsonElement?>) Split(JsonElement split, string[][] names)
    {
        if (!split.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Array)
            throw new FormatException("dataframe_split without data");
        JsonElement[] rows = [.. data.EnumerateArray()];
        if (!split.TryGetProperty("columns", out JsonElement columns) || columns.ValueKind != JsonValueKind.Array)
            return Lines(rows, [.. Enumerable.Range(0, names.Length)], names.Length);
        string[] given = [.. columns.EnumerateArray().Select(column => column.ToString())];
        return Lines(rows, [.. names.Select(name => Required(Array.FindIndex(given, name.Contains), name))], given.Length);
    }

    private static (int, Func<int, int, JsonElement?>) Lines(JsonElement[] rows, int[] places, int width)
    {
        JsonElement[][] cells = [.. rows.Select(row => row.ValueKind == JsonValueKind.Array && row.GetArrayLength() == width
            ? row.EnumerateArray().ToArray() : throw new FormatException($"a row that has not {width} values"))];
        return (cells.Length, (row, input) => cells[row][places[input]]);
    }

    // A column that no row has is missing; one that some rows lack is missing there.
    private static (int, Func<int, int, JsonElement?>) Records(JsonElement records, string[][] names)
    {
        JsonElement[] rows = [.. records.EnumerateArray()];
        if (rows.Any(row => row.ValueKind != JsonValueKind.Object)) throw new FormatException("a record that is no object");
        string[] given = [.. names.Select(name => name.FirstOrDefault(alias => rows.Any(row => row.TryGetProperty(alias, out _)))
            ?? throw Missing(name))];
        return (rows.Length, (row, input) => rows[row].TryGetProperty(given[input], out JsonElement cell) ? cell : null);
    }

    private static (int, Func<int, int, JsonElement?>) Lists(JsonElement lists, string[][] names)
    {
        JsonElement[][] columns = [.. names.Select(name => ListOf(name.Select(
            alias => lists.TryGetProperty(alias, out JsonElement list) ? list : (JsonElement?)null).FirstOrDefault(list => list is not null)
            ?? throw Missing(name)))];
        int count = columns.Length == 0 ? 0 : columns[0].Length;
        return columns.All(column => column.Length == count) ? (count, (row, input) => columns[input][row])
            : throw new FormatException("columns of different lengths");
    }

    // A single value stands for one row, a list in a list for one value of a row.
    private static JsonElement[] ListOf(JsonElement list) => list.ValueKind != JsonValueKind.Array ? [list]
        : [.. list.EnumerateArray().Select(cell => cell.ValueKind == JsonValueKind.Array && cell.GetArrayLength() == 1 ? cell[0] : cell)];

    private static int Required(int place, string[] name) => place >= 0 ? place : throw Missing(name);

    private static FormatException Missing(string[] name) => new($"column '{name[0]}' is missing");
}
