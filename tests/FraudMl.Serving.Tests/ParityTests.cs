using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace FraudMl.Serving.Tests;

/// <summary>Every row gets the same bits through every door: file, objects, Parquet, database, dictionary, HTTP in each format.</summary>
public sealed class ParityTests : IDisposable
{
    private static readonly string[] Missing = ["", "NA", "NaN", "nan", "null", "None", "<NA>", "#N/A", " NA ", "n/a", " "];
    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_scores_the_same_through_every_door(bool isSaved)
    {
        FraudModel model = Fit("train.csv", Rows(900, seed: 1), new());
        if (isSaved) model = Reloaded(model);
        Row[] rows = Rows(330, seed: 2);
        double[] expected = model.Score(Dataset.FromRows(rows, Schema));
        expected.Distinct().Count().ShouldBeGreaterThan(150);

        WriteCsv("rows.csv", rows, (_, text) => text);
        model.Score(Dataset.FromCsv(Path("rows.csv"), Schema)).ShouldBe(expected, "CSV");
        model.Score(rows).ShouldBe(expected, "objects");
        model.Score(rows.Select(row => row.Named())).ShouldBe(expected, "dictionaries");
        model.Score(rows.Select(row => row.Written())).ShouldBe(expected, "dictionaries of texts");
        model.Score(Again(Dataset.FromRows(rows, Schema), "rows.parquet")).ShouldBe(expected, "Parquet");
        model.Score(Again(Dataset.FromRows(rows, Schema), "again.csv")).ShouldBe(expected, "CSV of ours");
        using (SqliteConnection connection = Database(rows))
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "select * from rows";
            using SqliteDataReader reader = command.ExecuteReader();
            model.Score(Dataset.FromReader(reader, Schema)).ShouldBe(expected, "database");
        }

        await using ScoringServer server = await ScoringServer.StartAsync(model);
        for (int row = 0; row < rows.Length; row += 7)
        {
            model.Score(rows[row]).ShouldBe(expected[row]);
            using HttpResponseMessage response = await server.PostAsync(rows[row].Json().ToJsonString(), path: "/score");
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("fraudProbability").GetDouble().ShouldBe(expected[row]);
        }

        (await InvokeAsync(server, await File.ReadAllTextAsync(Path("rows.csv")), "text/csv")).ShouldBe(expected, "posted CSV");
        foreach ((string format, string body) in Bodies(rows)) (await InvokeAsync(server, body, "application/json"))
            .ShouldBe(expected, format);
    }

    [Fact]
    public async Task The_model_keeps_the_rules_of_its_own_file()
    {
        var options = new CsvOptions { Delimiter = '\t', DecimalSeparator = ',', MissingTokens = ["?", "unknown"] };
        Row[] rows = Rows(600, seed: 3);
        WriteCsv("comma.tsv", rows, (row, text) => text is null ? row % 2 == 0 ? "?" : "unknown"
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double _) ? text.Replace('.', ',') : text, '\t');
        FraudModel model = Reloaded(Pipeline().Fit(Dataset.FromCsv(Path("comma.tsv"), Schema, options)));
        double[] expected = model.Score(Dataset.FromRows(rows, Schema));

        model.Score(Dataset.FromCsv(Path("comma.tsv"), Schema, options)).ShouldBe(expected);
        await using ScoringServer server = await ScoringServer.StartAsync(model);
        WriteCsv("posted.csv", rows,
            (_, text) => text is null ? "unknown" : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double _)
                ? $"\"{text.Replace('.', ',')}\"" : text);
        (await InvokeAsync(server, await File.ReadAllTextAsync(Path("posted.csv")), "text/csv")).ShouldBe(expected);
        foreach ((string format, string body) in Bodies(rows)) (await InvokeAsync(server, body, "application/json"))
            .ShouldBe(expected, format);
        model.Score(rows.Select(row => row.Named().ToDictionary(pair => pair.Key, pair => pair.Value ?? "?"))).ShouldBe(expected);
        model.Score(rows.Select(row => JsonSerializer.Deserialize<Dictionary<string, object?>>(row.Json().ToJsonString())!))
            .ShouldBe(expected);
        model.Score(rows.Select(row => row.Named().ToDictionary(pair => pair.Key, pair => Exact(pair.Value)))).ShouldBe(expected);
    }

    private static object? Exact(object? value) => value is float or double
        && decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture,
            out decimal exact) ? exact : value;

    [Fact]
    public async Task A_text_that_looks_like_a_token_is_that_text_where_training_knows_it()
    {
        string[] cities = ["NA", "Paris", "Rome"];
        Row[] rows = [.. Rows(600, seed: 4).Select((row, i) => row with { City = i % 5 == 0 ? null : cities[i % 3] })];
        FraudModel model = Pipeline().Fit(Dataset.FromRows(rows, Schema));
        double[] expected = model.Score(Dataset.FromRows(rows, Schema));

        model.Score(rows).ShouldBe(expected);
        model.Score(Again(Dataset.FromRows(rows, Schema), "again.csv")).ShouldBe(expected);
        await using ScoringServer server = await ScoringServer.StartAsync(model);
        (await InvokeAsync(server, await File.ReadAllTextAsync(Path("again.csv")), "text/csv")).ShouldBe(expected);
        foreach ((string format, string body) in Bodies(rows)) (await InvokeAsync(server, body, "application/json"))
            .ShouldBe(expected, format);
    }

    [Fact]
    public async Task A_token_is_missing_in_a_text_that_training_does_not_know()
    {
        FraudModel model = Fit("train.csv", Rows(600, seed: 5), new());
        Row row = Rows(1, seed: 6)[0] with { City = null };
        double expected = model.Score(row), unknown = model.Score(row with { City = "elsewhere" });
        unknown.ShouldNotBe(expected);
        await using ScoringServer server = await ScoringServer.StartAsync(model);
        foreach (string token in Missing)
        {
            Row named = row with { City = token };
            model.Score(named).ShouldBe(expected, token);
            model.Score(named.Named()).ShouldBe(expected, token);
            model.Score(Dataset.FromRows([named], Schema)).ShouldBe([expected], token);
            (await InvokeAsync(server, new JsonObject { ["inputs"] = new JsonArray(named.Json()) }.ToJsonString(), "application/json"))
                .ShouldBe([expected], token);
            foreach (string field in new[] { token, $"\"{token}\"" })
            {
                WriteCsv("one.csv", [row], (_, text) => text ?? field);
                (await InvokeAsync(server, await File.ReadAllTextAsync(Path("one.csv")), "text/csv")).ShouldBe([expected], field);
                model.Score(Dataset.FromCsv(Path("one.csv"), schema => Schema(schema).Text("City").Number("Flag")))
                    .ShouldBe([expected], field);
            }
        }
    }

    private static FraudPipeline Pipeline() => new FraudPipelineBuilder()
        .Impute(Columns.Numbers).OneHot("City", new() { Unknown = UnknownCategory.Ignore, Drop = DroppedCategory.None }).Calendar("At")
        .Standardize("Amount")
        .Train(Trainers.LogisticRegression()).Build();

    private static DatasetSchema Schema(DatasetSchema schema) => schema.Label("IsFraud").Timestamp("At").Feature("At");

    private static Row[] Rows(int count, int seed)
    {
        var random = new Random(seed);
        string?[] cities = ["Paris", "Rome", "Zürich \"Süd\"", "a, b", "=1+1", null];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            // Half-way between two floats, where a number could be rounded twice.
            double amount = random.Next(4) switch { 0 => 1 + Math.ScaleB((2 * random.Next(1 << 20)) + 1, -24),
                1 => random.Next(100_000) / 100.0, _ => random.NextDouble() * 1000 };
            return new Row(
                random.Next(9) == 0 ? null : amount, cities[random.Next(cities.Length)], random.Next(5) == 0 ? null : random.Next(2) == 0,
                random.Next(7) == 0 ? null : random.NextSingle(),
                new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(random.NextInt64(20_000_000_000_000) / 10 * 10),
                (i * 7919 % 101) < 20 || amount > 900);
        })];
    }

    private FraudModel Fit(string name, Row[] rows, CsvOptions options)
    {
        WriteCsv(name, rows, (_, text) => text);
        return Pipeline().Fit(Dataset.FromCsv(Path(name), Schema, options));
    }

    private static FraudModel Reloaded(FraudModel model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        return FraudModel.Load(file);
    }

    // Missing values are written in every way that means so.
    private void WriteCsv(string name, Row[] rows, Func<int, string?, string?> write, char delimiter = ',')
    {
        var text = new StringBuilder(string.Join(delimiter, Row.Names)).Append('\n');
        for (int row = 0; row < rows.Length; row++)
        {
            int at = row;
            text.AppendJoin(delimiter, rows[row].Fields().Select((field, i) =>
            {
                string written = write(at, field) ?? Missing[(at + i) % Missing.Length];
                return written.Length > 0 && written[0] != '"' && field is not null && written.AsSpan().IndexOfAny("\",\n") >= 0
                    && delimiter == ',' ? $"\"{written.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : written;
            })).Append('\n');
        }

        File.WriteAllText(Path(name), text.ToString());
    }

    private Dataset Again(Dataset data, string name)
    {
        if (name.EndsWith(".parquet", StringComparison.Ordinal))
        {
            data.WriteParquet(Path(name));
            return Dataset.FromParquet(Path(name), Schema);
        }

        data.WriteCsv(Path(name));
        return Dataset.FromCsv(Path(name), Schema);
    }

    private static SqliteConnection Database(Row[] rows)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand create = connection.CreateCommand();
        create.CommandText = "create table rows (Amount real, City text, Flag integer, Score real, At text, IsFraud integer)";
        create.ExecuteNonQuery();
        foreach (Row row in rows)
        {
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = "insert into rows values ($a, $c, $f, $s, $t, $y)";
            insert.Parameters.AddWithValue("$a", (object?)row.Amount ?? DBNull.Value);
            insert.Parameters.AddWithValue("$c", (object?)row.City ?? DBNull.Value);
            insert.Parameters.AddWithValue("$f", (object?)row.Flag ?? DBNull.Value);
            insert.Parameters.AddWithValue("$s", (object?)row.Score ?? DBNull.Value);
            insert.Parameters.AddWithValue("$t", row.At.ToString("O", CultureInfo.InvariantCulture));
            insert.Parameters.AddWithValue("$y", row.IsFraud);
            insert.ExecuteNonQuery();
        }

        return connection;
    }

    private static IEnumerable<(string Format, string Body)> Bodies(Row[] rows)
    {
        JsonObject[] Objects() => [.. rows.Select(row => row.Json())];
        JsonArray Values(string name) => [.. Objects().Select(row => row[name]?.DeepClone())];
        JsonObject Columns() => new(Row.Names[..^1].Select(name => KeyValuePair.Create(name, (JsonNode?)Values(name))));
        JsonObject Split() => new()
        {
            ["columns"] = new JsonArray([.. Row.Names[..^1].Select(name => JsonValue.Create(name))]),
            ["data"] = new JsonArray([
                .. Objects().Select(row => new JsonArray([.. Row.Names[..^1].Select(name => row[name]?.DeepClone())]))]),
        };
        yield return ("split", new JsonObject { ["dataframe_split"] = Split() }.ToJsonString());
        yield return ("MLflow 1", Split().ToJsonString());
        yield return ("records", new JsonObject { ["dataframe_records"] = new JsonArray([.. Objects()]) }.ToJsonString());
        yield return ("instances", new JsonObject { ["instances"] = new JsonArray([.. Objects()]) }.ToJsonString());
        yield return ("inputs", new JsonObject { ["inputs"] = Columns() }.ToJsonString());
    }

    private static async Task<double[]> InvokeAsync(ScoringServer server, string body, string contentType)
    {
        using HttpResponseMessage response = await server.PostAsync(body, contentType);
        string answer = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(answer);
        return [.. JsonDocument.Parse(answer).RootElement.GetProperty("predictions").EnumerateArray()
            .Select(row => row.GetProperty("fraud_probability").GetDouble())];
    }

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private sealed record Row(double? Amount, string? City, bool? Flag, float? Score, DateTime At, bool IsFraud)
    {
        public static string[] Names { get; } = ["Amount", "City", "Flag", "Score", "At", "IsFraud"];

        public string?[] Fields() =>
        [
            Amount?.ToString("R", CultureInfo.InvariantCulture), City, Flag?.ToString(), Score?.ToString("R", CultureInfo.InvariantCulture),
            At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), IsFraud ? "1" : "0",
        ];

        public Dictionary<string, object?> Named() =>
            new() { ["Amount"] = Amount, ["City"] = City, ["Flag"] = Flag, ["Score"] = Score, ["At"] = At };

        public Dictionary<string, object?> Written() =>
            Names[..^1].Zip(Fields()).ToDictionary(pair => pair.First, pair => (object?)pair.Second);

        public JsonObject Json() => new() { [nameof(Amount)] = Amount, [nameof(City)] = City, [nameof(Flag)] = Flag,
            [nameof(Score)] = Score, [nameof(At)] = At.ToString("O", CultureInfo.InvariantCulture) };
    }
}
