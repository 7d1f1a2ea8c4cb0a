using System.Globalization;
using System.Text.Json;

namespace FraudMl.Tracking;

/// <summary>The values of golden rows: drawn from what a model says of its inputs, and set into a session.</summary>
internal static class GoldenCells
{
    private const int Seed = 20_26;

    // 2020 and the five years after it, in microseconds.
    private const long FirstTime = 1_577_836_800_000_000, Times = 5L * 365 * 86_400_000_000;

    private static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    /// <summary>Returns rows of a value for each input; equal models give equal rows.</summary>
    public static IReadOnlyList<IReadOnlyList<JsonElement>> Draw(FraudModel model, int count, ReferenceProfile? reference)
    {
        var random = new Random(Seed);
        Dictionary<string, IReadOnlyList<double>> edges = reference?.Columns.Where(column => column.Edges is { Count: > 0 })
            .ToDictionary(column => column.Name, column => column.Edges!) ?? [];
        var rows = new IReadOnlyList<JsonElement>[count];
        for (int row = 0; row < count; row++)
            rows[row] = [.. model.Inputs.Select(input => Draw(input, edges.GetValueOrDefault(input.Name), random))];
        return rows;
    }

    /// <summary>Sets an input of the first row.</summary>
    /// <exception cref="FraudMlException">Thrown when the value is of another kind.</exception>
    public static void Set(ScoringSession session, SchemaColumn input, int index, JsonElement cell)
    {
        if (cell.ValueKind == JsonValueKind.Null) return;
        if (input.Kind == ColumnKind.Text && cell.ValueKind == JsonValueKind.String) session.SetText(0, index, cell.GetString());
        else if (input.Kind == ColumnKind.Number && cell.ValueKind == JsonValueKind.Number && cell.TryGetDouble(out double number))
            session.SetNumber(0, index, number);
        else if (input.Kind == ColumnKind.Timestamp && cell.ValueKind == JsonValueKind.Number && cell.TryGetInt64(out long time))
            session.SetTimestamp(0, index, time);
        else throw new FraudMlException($"The golden rows are damaged: '{input.Name}' is not a {input.Kind} everywhere.");
    }

    private static JsonElement Draw(SchemaColumn input, IReadOnlyList<double>? edges, Random random)
    {
        bool isMissing = random.Next(16) == 0;
        JsonElement drawn = input.Kind switch
        {
            ColumnKind.Number => Number(edges is null ? Plain(random) : Between(edges, random), input.Origin),
            ColumnKind.Text => Text(input.Texts ?? [], random),
            _ => Json((FirstTime + random.NextInt64(Times)).ToString(CultureInfo.InvariantCulture)),
        };
        return isMissing ? Null : drawn;
    }

    // Small ones, some whole, some of an amount's size: what fraud data has, where nobody says.
    private static double Plain(Random random) => random.Next(4) switch
    {
        0 => random.Next(-2, 20),
        1 => Math.Exp(random.NextDouble() * 8),
        _ => random.NextDouble() * 6 - 3,
    };

    private static double Between(IReadOnlyList<double> edges, Random random)
    {
        int at = random.Next(edges.Count);
        double low = edges[at], high = edges[Math.Min(at + 1, edges.Count - 1)];
        return low + random.NextDouble() * (high - low);
    }

    private static JsonElement Number(double value, double origin) => double.IsFinite((float)value)
        ? Json((origin == 0 ? (float)value : value + origin).ToString("R", CultureInfo.InvariantCulture))
        : Null;

    private static JsonElement Text(IReadOnlyList<string> texts, Random random)
    {
        int code = random.Next(texts.Count + 1);
        string text = code < texts.Count ? texts[code] : "a text that training does not have";
        return Json($"\"{JsonEncodedText.Encode(text)}\"");
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
