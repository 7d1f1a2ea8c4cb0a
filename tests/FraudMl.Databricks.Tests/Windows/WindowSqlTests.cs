using FraudMl.Databricks.Double;

namespace FraudMl.Databricks.Tests.Windows;

public sealed class WindowSqlTests : IAsyncLifetime
{
    private const string Table = "main.fraud.payments";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Day = TimeSpan.FromDays(1);

    private static readonly EntityWindows[] Windows =
    [
        Velocity.Per("card").Over(TimeSpan.FromMicroseconds(1), Hour, Day).Count().Sum("amount").Mean("amount").StandardDeviation("amount")
            .Max("amount").Distinct("shop").SinceLast().RatioToMean("amount"),
        Velocity.Per("shop").Over(Hour, Day).IncludingCurrent().Count().Sum("amount").Mean("amount").StandardDeviation("amount")
            .Max("amount").Distinct("card").SinceLast().RatioToMean("amount"),
        Velocity.Per("card", "shop").Over(TimeSpan.FromMicroseconds(1), Day).IncludingCurrent().SinceLast().Max("amount").Sum("amount"),
        Velocity.Per("shop").Over(Day).Delayed(Hour).Count().Risk().Mean("amount").StandardDeviation("amount").Max("amount")
            .Distinct("card").SinceLast(),
    ];

    private TestWorkspace _workspace = null!;

    private DatabricksReadOptions Options => new() { Connection = _workspace.Options, Windows = Windows, WindowOrderColumn = "number" };

    public async Task InitializeAsync() => _workspace = await TestWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Theory]
    [InlineData("TIMESTAMP", 1)]
    [InlineData("TIMESTAMP_NTZ", 2)]
    [InlineData("BIGINT", 3)]
    [InlineData("DATE", 6)]
    [InlineData("DOUBLE", 7)]
    public async Task Windows_of_the_warehouse_are_those_of_a_dataset(string time, int seed)
    {
        _workspace.Double.Engine.Add(Table, Columns(time), Rows(400, seed, time));
        Dataset rows = await Dataset.FromDatabricksAsync(Table, Schema, options: new() { Connection = _workspace.Options });
        Dataset ours = rows.WithWindows(Windows), theirs = await Dataset.FromDatabricksAsync(Table, Schema, options: Options);
        theirs.Columns.Select(column => column.Name).ShouldBe(ours.Columns.Select(column => column.Name), ignoreOrder: true);
        theirs.Windows.ShouldBe(Windows);
        foreach (string name in ours.Columns.Skip(rows.Columns.Count).Select(column => column.Name))
        {
            float[] expected = ByNumber(ours, name), found = ByNumber(theirs, name);
            for (int row = 0; row < expected.Length; row++)
            {
                if (float.IsNaN(expected[row])) found[row].ShouldBe(float.NaN, $"{name}, row {row}");
                else ((double)found[row]).ShouldBe(expected[row], 1e-6 * Math.Max(1, Math.Abs(expected[row])), $"{name}, row {row}");
            }
        }
    }

    [Fact]
    public async Task Rows_that_are_left_out_are_in_the_windows_of_those_that_are_read()
    {
        _workspace.Double.Engine.Add(Table, Columns("TIMESTAMP"), Rows(300, 4, "TIMESTAMP"));
        Dataset all = await Dataset.FromDatabricksAsync(Table, Schema, options: Options);
        DatabricksReadOptions sample = Options with { SampleShare = 0.2, Sampling = new() { WeightColumn = "weight" } };
        Dataset some = await Dataset.FromDatabricksAsync(Table, Schema, ["number", "at", "is_fraud"], $"number >= {100}", sample);
        float[] counts = ByNumber(all, "card_Count_1d");
        var numbers = (NumberColumn)some["number"];
        some.RowCount.ShouldBeInRange(30, 150);
        for (int row = 0; row < some.RowCount; row++)
            ((NumberColumn)some["card_Count_1d"]).Values[row].ShouldBe(counts[(int)numbers.Values[row]], $"row {row}");
        some.FraudCount.ShouldBe((int)ByNumber(all, "is_fraud")[100..].Sum());
    }

    [Fact]
    public async Task Values_are_bound_within_windows_too()
    {
        _workspace.Double.Engine.Add(Table, Columns("TIMESTAMP"), Rows(50, 5, "TIMESTAMP"));
        string shop = "s1";
        Dataset data = await Dataset.FromDatabricksAsync(
            $"SELECT * FROM main.fraud.payments WHERE shop = {shop}", Schema, where: $"amount < {50}", options: Options);
        data.RowCount.ShouldBeGreaterThan(0);
        Statement sent = _workspace.Double.Statements.Sent.Last();
        sent.Text.ShouldNotContain("s1");
        sent.Parameters.Select(parameter => parameter.Value).ShouldBe(["1", "s1", "50"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("card", "ARRAY<STRING>", "main.fraud.payments, column 'card': ARRAY<STRING> can't be the key of an entity. Convert it in a "
        + "query.")]
    [InlineData("amount", "STRING", "main.fraud.payments, column 'amount': STRING can't be summed over a window: it must be a number. "
        + "Convert it in a query.")]
    [InlineData("at", "STRING", "main.fraud.payments, column 'at': STRING can't be the time of windows. Convert it in a query.")]
    [InlineData("shop", "DOUBLE", "main.fraud.payments, column 'shop': DOUBLE can't be counted by distinct values: it must be text "
        + "(schema.Text(\"shop\")). Convert it in a query.")]
    public async Task What_windows_can_t_be_computed_of_is_refused_by_name_before_the_table_is_read(
        string column, string type, string message)
    {
        DoubleColumn[] columns = Columns("TIMESTAMP");
        _workspace.Double.Engine.Add(Table, [.. columns.Select(known => known.Name == column ? new(column, type) : known)], []);
        FraudMlException error = await Should.ThrowAsync<FraudMlException>(Dataset.FromDatabricksAsync(Table, Schema, options: Options));
        (error.Message, error.ColumnName).ShouldBe((message, column));
        _workspace.Double.Statements.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_windows_lack_is_told_before_anything_is_sent()
    {
        (await FailAsync(Schema, Options with { WindowOrderColumn = null })).ShouldContain("WindowOrderColumn");
        (await FailAsync(schema => schema.Label("is_fraud"), Options)).ShouldContain("schema.Timestamp(");
        (await FailAsync(schema => schema.Timestamp("at"), Options)).ShouldContain("schema.Label(");
        (await FailAsync(schema => schema.Timestamp("at").Label("amount"), Options)).ShouldContain("Delayed(…).Risk()");
        _workspace.Double.Statements.Sent.ShouldBeEmpty();
    }

    // The rows of a result have no order.
    private static float[] ByNumber(Dataset data, string column)
    {
        float[] values = ((NumberColumn)data[column]).Values.ToArray(), numbers = ((NumberColumn)data["number"]).Values.ToArray();
        Array.Sort(numbers, values);
        return values;
    }

    private async Task<string> FailAsync(Func<DatasetSchema, DatasetSchema> schema, DatabricksReadOptions options) =>
        (await Should.ThrowAsync<FraudMlException>(() => Dataset.FromDatabricksAsync(Table, schema, options: options))).Message;

    private static DatasetSchema Schema(DatasetSchema schema) => schema.Timestamp("at", FraudMl.TimeUnit.Milliseconds).Label("is_fraud");

    private static DoubleColumn[] Columns(string time) =>
    [
        new("number", "INT"), new("at", time), new("card", "STRING"), new("shop", "STRING"), new("amount", "DOUBLE"),
        new("is_fraud", "INT"),
    ];

    /// <summary>Rows with times that many share, at the borders of windows, in no order; with keys and values that are missing.</summary>
    private static IEnumerable<object?[]> Rows(int count, int seed, string time)
    {
        var random = new Random(seed);
        var start = new DateTime(2026, 3, 28, 20, 0, 0, DateTimeKind.Utc);
        for (int i = 0; i < count; i++)
        {
            DateTime at = start + (random.Next(3) * Day) + (random.Next(5) * Hour) + TimeSpan.FromMilliseconds(random.Next(3) * 500);
            yield return
            [
                (long)i,
                time switch
                {
                    "BIGINT" => new DateTimeOffset(at).ToUnixTimeMilliseconds(),
                    "DOUBLE" => new DateTimeOffset(at).ToUnixTimeMilliseconds() + 0.25,
                    "DATE" => at.ToString("yyyy-MM-dd"),
                    _ => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff" + (time == "TIMESTAMP" ? "'Z'" : "")),
                },
                random.Next(20) == 0 ? (random.Next(2) == 0 ? null : " ") : $"c{random.Next(6)}",
                random.Next(20) == 0 ? null : $"s{random.Next(4)}",
                random.Next(15) switch { 0 => null, 1 => 1e25, 2 => 0.0, _ => random.Next(4) == 0 ? 12.3 : random.Next(10_000) / 100.0 },
                random.Next(8) == 0 ? 1L : 0L,
            ];
        }
    }
}
