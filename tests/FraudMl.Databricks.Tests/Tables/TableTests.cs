using FraudMl.Databricks.Double;

namespace FraudMl.Databricks.Tests.Tables;

public sealed class TableTests : IAsyncLifetime
{
    private static readonly DoubleColumn[] Types =
    [
        new("Flag", "BOOLEAN"), new("Tiny", "TINYINT"), new("Small", "SMALLINT"), new("Count", "INT"), new("Big", "BIGINT"),
        new("Real", "FLOAT"), new("Ratio", "DOUBLE"), new("Price", "DECIMAL(10,2)"), new("Name", "STRING"), new("Day", "DATE"),
        new("At", "TIMESTAMP"),
        new("Local", "TIMESTAMP_NTZ"), new("Nothing", "VOID"), new("Class", "INT"),
    ];

    private TestWorkspace _workspace = null!;

    private FraudMl.Databricks.Double.Statements Statements => _workspace.Double.Statements;

    private DatabricksReadOptions Options => new() { Connection = _workspace.Options };

    public async Task InitializeAsync() => _workspace = await TestWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Theory]
    [InlineData(DatabricksTransfer.Arrow, false, false)]
    [InlineData(DatabricksTransfer.Arrow, true, false)]
    [InlineData(DatabricksTransfer.Arrow, false, true)]
    [InlineData(DatabricksTransfer.Arrow, true, true)]
    [InlineData(DatabricksTransfer.Inline, false, false)]
    public async Task Each_type_becomes_the_same_column_however_it_comes(DatabricksTransfer transfer, bool packsFiles, bool packsBuffers)
    {
        (Statements.PacksFiles, Statements.PacksBuffers) = (packsFiles, packsBuffers);
        (Statements.ChunkRowCount, Statements.BatchRowCount) = (2, 1);
        object?[] full = [1L, -3L, 300L, 70000L, 16_777_216L, 0.1, 0.1, "12.30", "Zürich 🏦", "2026-01-31",
            "2026-01-31T13:05:00.000001+02:00", "2026-01-31T13:05:00", null, 1L];
        object?[] empty = [.. Enumerable.Repeat<object?>(null, 13), 0L];
        _workspace.Double.Engine.Add("main.fraud.payments", Types, [full, empty, full]);
        Dataset data = await Dataset.FromDatabricksAsync("main.fraud.payments", schema => schema.Label("Class").Text("Count"),
            options: Options with { Transfer = transfer });
        data.Name.ShouldBe("main.fraud.payments");
        (data.RowCount, data.FraudCount).ShouldBe((3, 2));
        data.Columns.Select(column => column.Name).ShouldBe(Types.Select(column => column.Name));
        (string Name, float Value)[] numbers = [("Flag", 1), ("Tiny", -3), ("Small", 300), ("Big", 16_777_216), ("Real", 0.1f),
            ("Ratio", 0.1f), ("Price", 12.3f), ("Nothing", float.NaN)];
        foreach ((string name, float value) in numbers)
            ((NumberColumn)data[name]).Values.ToArray().ShouldBe([value, float.NaN, value], name);
        var texts = (TextColumn)data["Name"];
        texts.Codes.ToArray().Select(code => code < 0 ? null : texts.Dictionary.Texts[code]).ShouldBe(["Zürich 🏦", null, "Zürich 🏦"]);
        ((TextColumn)data["Count"]).Dictionary.Texts.ShouldBe(["70000"]);
        long day = (new DateTime(2026, 1, 31) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        long hour = 3_600_000_000, minute = 60_000_000;
        foreach ((string name, long time) in ((string, long)[])
            [("Day", day), ("At", day + (11 * hour) + (5 * minute) + 1), ("Local", day + (13 * hour) + (5 * minute))])
            ((TimestampColumn)data[name]).Values.ToArray().ShouldBe([time, TimestampColumn.Missing, time], name);
        Statements.Sent.Single().Body["disposition"]!.GetValue<string>()
            .ShouldBe(transfer == DatabricksTransfer.Inline ? "INLINE" : "EXTERNAL_LINKS");
    }

    [Theory]
    [InlineData(DatabricksTransfer.Arrow)]
    [InlineData(DatabricksTransfer.Inline)]
    public async Task A_decimal_keeps_all_its_digits_as_a_text_and_is_rounded_once_as_a_number(DatabricksTransfer transfer)
    {
        string longest = "1234567890123456789012345678.0123456789", small = "-0.0000000010";
        _workspace.Double.Engine.Add("main.fraud.money", [new("Exact", "DECIMAL(38,10)"), new("Amount", "DECIMAL(38,10)")],
            [[longest, longest], [small, small], [null, null]]);
        Dataset data = await Dataset.FromDatabricksAsync("main.fraud.money", schema => schema.Text("Exact"),
            options: Options with { Transfer = transfer });
        ((TextColumn)data["Exact"]).Dictionary.Texts.ShouldBe([longest, small]);
        ((NumberColumn)data["Amount"]).Values.ToArray().ShouldBe([1.2345679e27f, -1e-9f, float.NaN]);
    }

    [Theory]
    [InlineData("ARRAY<INT>", DatabricksTransfer.Arrow)]
    [InlineData("STRUCT<a: INT>", DatabricksTransfer.Inline)]
    [InlineData("BINARY", DatabricksTransfer.Arrow)]
    [InlineData("INTERVAL DAY", DatabricksTransfer.Inline)]
    public async Task What_can_t_be_a_column_is_refused_by_name_before_a_row_is_read(string type, DatabricksTransfer transfer)
    {
        _workspace.Double.Engine.Add("main.fraud.nested", [new("Amount", "DOUBLE"), new("Odd", type)], [[1.0, "x"]]);
        FraudMlException error = await Should.ThrowAsync<FraudMlException>(
            Dataset.FromDatabricksAsync("main.fraud.nested", options: Options with { Transfer = transfer }));
        error.Message.ShouldBe($"main.fraud.nested, column 'Odd': {type} can't be a column. Leave it out, by columns: or "
            + "schema.Ignore(\"Odd\"), or turn it into a number, a text or a time in a query.");
        error.ColumnName.ShouldBe("Odd");
        (await Dataset.FromDatabricksAsync("main.fraud.nested", schema => schema.Ignore("Odd"), options: Options))
            .Columns.Single().Name.ShouldBe("Amount");
        (await Dataset.FromDatabricksAsync("main.fraud.nested", columns: ["Amount"], options: Options))
            .Columns.Single().Name.ShouldBe("Amount");
    }

    [Fact]
    public async Task Columns_and_conditions_are_worked_out_by_the_warehouse_with_bound_values()
    {
        Payments(50, frauds: 5);
        string country = "D'E";
        Dataset data = await Dataset.FromDatabricksAsync("`main`.fraud.payments", columns: ["Amount", "Country"],
            where: $"Amount >= {10} AND Country = {country}", options: Options);
        Statement sent = Statements.Sent.Single();
        sent.Text.ShouldBe(
            "SELECT `Amount`, `Country` FROM `main`.`fraud`.`payments` WHERE (Amount >= :fraudml0 AND Country = :fraudml1\n)");
        sent.Parameters.ShouldBe([("fraudml0", "10", "INT"), ("fraudml1", country, "STRING")]);
        ((NumberColumn)data["Amount"]).Values.ToArray().ShouldAllBe(amount => amount >= 10 && amount % 2 == 0);
        data.RowCount.ShouldBe(20);

        Dataset query = await Dataset.FromDatabricksAsync(
            $"SELECT Country, sum(Amount) AS Total FROM payments WHERE Amount < {40} GROUP BY Country",
            where: $"Total > {0}", options: Options with { Catalog = "main", Schema = "fraud", RowLimit = 1 });
        query.RowCount.ShouldBe(1);
        query.Name.ShouldBe("query");
        Statements.Sent.Last().Disposition.ShouldBe("INLINE");
    }

    [Fact]
    public async Task A_sample_keeps_every_fraud_and_says_what_the_others_weigh()
    {
        Payments(4000, frauds: 37);
        DatabricksReadOptions options = Options with { SampleShare = 0.1, Sampling = new() { Seed = 7, WeightColumn = "Weight" } };
        Dataset data = await Dataset.FromDatabricksAsync("main.fraud.payments", schema => schema.Label("Class"), options: options);
        data.FraudCount.ShouldBe(37);
        (data.RowCount - 37).ShouldBeInRange(300, 500);
        for (int row = 0; row < data.RowCount; row++) data.Weights[row].ShouldBe(data.Labels[row] ? 1 : 10);
        (await Dataset.FromDatabricksAsync("main.fraud.payments", schema => schema.Label("Class"), options: options)).Digest()
            .ShouldBe(data.Digest());
        Dataset positive = await Dataset.FromDatabricksAsync("main.fraud.payments", schema => schema.Label("Country", positive: "D'E"),
            ["Country", "Amount"], $"Amount < {1000}", options);
        (positive.FraudCount, positive.Labels.Length).ShouldBe((500, positive.RowCount));
        (positive.RowCount - 500).ShouldBeInRange(20, 90);
    }

    [Theory]
    [InlineData("DROP TABLE main.fraud.payments")]
    [InlineData("main.fraud.payments; DROP TABLE x")]
    [InlineData("a.b.c.d")]
    [InlineData("")]
    public async Task What_is_neither_a_table_nor_a_query_is_not_sent(string text)
    {
        (await Should.ThrowAsync<FraudMlException>(() => Dataset.FromDatabricksAsync(text, options: Options))).Message
            .ShouldStartWith("What is read from Databricks must be a table");
        Statements.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_are_downloaded_by_several_at_once_in_order_without_a_log_in_and_no_further_ahead()
    {
        Payments(1000, frauds: 10);
        Statements.ChunkRowCount = 50;
        using var together = new Barrier(3);
        int files = 0, mostAhead = 0, read = 0;
        _workspace.Double.Before = context =>
        {
            if (!context.Request.Path.StartsWithSegments("/storage")) return Fault.None;
            int asked = Interlocked.Increment(ref files);
            if (asked <= 3 && !together.SignalAndWait(TimeSpan.FromSeconds(20))) return Fault.CutBefore;
            lock (together) mostAhead = Math.Max(mostAhead, asked - (read / 50));
            return Fault.None;
        };
        Dataset data = await Dataset.FromDatabricksAsync("main.fraud.payments", schema => schema.Label("Class"), options: Options with
        {
            OnProgress = progress =>
            {
                lock (together) read = (int)progress.RowCount;
            },
        });
        ((NumberColumn)data["Amount"]).Values.ToArray().ShouldBe(Enumerable.Range(0, 1000).Select(i => (float)i));
        files.ShouldBe(20);
        mostAhead.ShouldBeLessThanOrEqualTo(Options.DownloadCount + 1);
        _workspace.Double.Requests.Where(request => request.Path.StartsWith("/storage", StringComparison.Ordinal))
            .ShouldAllBe(request => request.Authorization == null && request.Status == 200);
    }

    [Fact]
    public async Task A_link_that_would_expire_is_asked_for_anew_and_a_download_that_broke_goes_on_where_it_was()
    {
        Payments(3000, frauds: 10);
        _workspace.Double.LinkLife = TimeSpan.FromSeconds(30);
        int files = 0;
        _workspace.Double.Before = context => !context.Request.Path.StartsWithSegments("/storage") ? Fault.None
            : Interlocked.Increment(ref files) switch { 1 or 4 => Fault.CutWithin, 2 => Fault.Revoked, _ => Fault.None };
        Dataset data = await Dataset.FromDatabricksAsync("main.fraud.payments", schema => schema.Label("Class"), options: Options);
        ((NumberColumn)data["Amount"]).Values.ToArray().ShouldBe(Enumerable.Range(0, 3000).Select(i => (float)i));
        _workspace.Double.Requests.ShouldContain(request => request.Status == 206);
        _workspace.Double.Requests.ShouldContain(request => request.Path.EndsWith("/result/chunks/0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_damaged_or_lacks_rows_is_told()
    {
        DoubleColumn[] columns = [new("Amount", "DOUBLE")];
        object?[][] rows = [[1.0], [2.0]];
        byte[] file = ArrowFile.Of(columns, rows, 10, packsFile: false, packsBuffers: false);
        foreach ((RepeatedChunk chunk, string problem) in ((RepeatedChunk, string)[])
        [
            (new(file, 3, 2), "Chunk 0 of main.fraud.payments should have 3 rows, and has 2"),
            (new(new byte[4000], 3, 2), "Chunk 0 of main.fraud.payments"),
            (new([.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 31))], 3, 2),
                "Chunk 0 of main.fraud.payments can't be read as Arrow"),
            (new(file[..^40], 2, 2), "Chunk 0 of main.fraud.payments"),
        ])
        {
            Statements.Answer = _ => new(columns, []) { Repeated = chunk };
            DatabricksException error = await Should.ThrowAsync<DatabricksException>(
                Dataset.FromDatabricksAsync("main.fraud.payments", options: Options));
            error.Message.ShouldStartWith(problem);
            error.StatementId.ShouldBe(Statements.Sent.Last().Id);
        }
    }

    private void Payments(int count, int frauds) => _workspace.Double.Engine.Add("main.fraud.payments",
        [new("Amount", "DOUBLE"), new("Country", "STRING"), new("Class", "INT")],
        Enumerable.Range(0, count).Select(i => new object?[] { (double)i, i % 2 == 0 ? "D'E" : "FR", i < frauds ? 1L : 0L }));
}
