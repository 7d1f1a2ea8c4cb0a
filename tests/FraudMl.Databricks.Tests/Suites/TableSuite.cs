namespace FraudMl.Databricks.Tests.Suites;

/// <summary>What a workspace must do with tables, asked of the double in every run and of a real one where it is named.</summary>
public abstract class TableSuite
{
    /// <summary>The catalog and schema where tables may be made.</summary>
    protected abstract string Schema { get; }

    /// <summary>A volume for staged files.</summary>
    protected abstract string Volume { get; }

    protected abstract DatabricksOptions Connection { get; }

    // Each run has its own tables.
    private string Table { get; } = $"suite_{Guid.NewGuid():N}";

    protected async Task EverythingAsync()
    {
        string table = $"{Schema}.{Table}";
        try
        {
            Dataset rows = Rows(200);
            for (int i = 0; i < 2; i++) await rows.WriteToDatabricksAsync(table, Volume, new() { Connection = Connection });
            foreach (DatabricksTransfer transfer in (DatabricksTransfer[])[DatabricksTransfer.Arrow, DatabricksTransfer.Inline])
            {
                // A table has no order, and the rows of a query have the one it says.
                Dataset read = await Dataset.FromDatabricksAsync($"SELECT * FROM {DatabricksSql.FromString(table)} ORDER BY number", Roles,
                    options: new() { Connection = Connection, Transfer = transfer });
                read.Digest().ShouldBe(rows.Digest());
            }

            await WindowsAsync(table, rows);
            await PartsAsync(table, rows);
            await ErrorsAsync(table);
        }
        finally
        {
            await DropAsync(table);
        }
    }

    private async Task WindowsAsync(string table, Dataset rows)
    {
        EntityWindows[] windows =
        [
            Velocity.Per("card").Over(TimeSpan.FromHours(1), TimeSpan.FromDays(1)).Count().Sum("amount").StandardDeviation("amount")
                .Max("amount").SinceLast().Distinct("shop").RatioToMean("amount"),
            Velocity.Per("shop").Over(TimeSpan.FromDays(1)).IncludingCurrent().Mean("amount").Count(),
            Velocity.Per("shop").Over(TimeSpan.FromDays(1)).Delayed(TimeSpan.FromHours(2)).Risk(),
        ];
        Dataset theirs = await Dataset.FromDatabricksAsync(table, Roles, options: new()
        {
            Connection = Connection, Windows = windows, WindowOrderColumn = "number",
        });
        Dataset ours = rows.WithWindows(windows);
        float[] numbers = ((NumberColumn)theirs["number"]).Values.ToArray();
        foreach (string name in ours.Columns.Skip(rows.Columns.Count).Select(column => column.Name))
        {
            for (int row = 0; row < numbers.Length; row++)
            {
                double expected = ((NumberColumn)ours[name]).Values[(int)numbers[row]], found = ((NumberColumn)theirs[name]).Values[row];
                if (double.IsNaN(expected)) found.ShouldBe(double.NaN, name);
                else found.ShouldBe(expected, 1e-6 * Math.Max(1, Math.Abs(expected)), name);
            }
        }
    }

    private async Task PartsAsync(string table, Dataset rows)
    {
        string shop = "s'1";
        Dataset part = await Dataset.FromDatabricksAsync(
            table, schema => schema.Label("is_fraud"), ["number", "amount", "is_fraud"], $"shop = {shop}",
            new() { Connection = Connection });
        part.Columns.Count.ShouldBe(3);
        part.RowCount.ShouldBe(((TextColumn)rows["shop"]).Codes.Count(((TextColumn)rows["shop"]).Dictionary.CodeOf(shop)));
        Dataset sample = await Dataset.FromDatabricksAsync(table, Roles, options: new() { Connection = Connection, SampleShare = 0.2 });
        sample.FraudCount.ShouldBe(rows.FraudCount);
        sample.RowCount.ShouldBeLessThan(rows.RowCount);
    }

    private async Task ErrorsAsync(string table)
    {
        DatabricksException absent = await Should.ThrowAsync<DatabricksException>(
            Dataset.FromDatabricksAsync(table + "_absent", options: new() { Connection = Connection }));
        absent.SqlState.ShouldBe("42P01");
        (await Should.ThrowAsync<FraudMlException>(new Dataset([new NumberColumn("other", [1])])
            .WriteToDatabricksAsync(table, Volume, new() { Connection = Connection }))).Problems.Count.ShouldBe(1);
    }

    private async Task DropAsync(string table)
    {
        using Workspace workspace = Workspace.Open(Connection);
        await new StatementRun(workspace, null).RunAsync(StatementRequest.Of(
            workspace.Settings.WarehouseId, $"DROP TABLE IF EXISTS {DatabricksSql.FromString(table)}", isInline: true), default);
    }

    private static DatasetSchema Roles(DatasetSchema schema) => schema.Timestamp("at").Key("card").Label("is_fraud");

    private static Dataset Rows(int count)
    {
        var random = new Random(11);
        TextDictionary cards = new(["c1", "c2", "c3"]), shops = new(["s'1", "Zürich 🏦"]);
        long start = 1_767_225_600_000_000, hour = 3_600_000_000;
        return new Dataset(
        [
            new NumberColumn("number", [.. Enumerable.Range(0, count).Select(i => (float)i)]),
            new TimestampColumn("at", [.. Enumerable.Range(0, count).Select(_ => start + (random.Next(40) * hour))]),
            new TextColumn("card", [.. Enumerable.Range(0, count).Select(_ =>
                random.Next(4) is var code and < 3 ? code : TextDictionary.Missing)], cards, ColumnRoles.Key),
            new TextColumn("shop", [.. Enumerable.Range(0, count).Select(_ => random.Next(2))], shops),
            new NumberColumn("amount", [.. Enumerable.Range(0, count).Select(i => i % 9 == 0 ? float.NaN : random.Next(10_000) / 100f)]),
            new NumberColumn("is_fraud", [.. Enumerable.Range(0, count).Select(i => i % 17 == 0 ? 1f : 0)], ColumnRoles.Label),
        ], "rows");
    }
}

/// <summary>The double.</summary>
public sealed class DoubleTableTests : TableSuite, IAsyncLifetime
{
    private TestWorkspace _workspace = null!;

    protected override string Schema => "main.fraud";

    protected override string Volume => "main.fraud.staging";

    protected override DatabricksOptions Connection => _workspace.Options;

    public async Task InitializeAsync() => _workspace = await TestWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public Task The_double_reads_and_writes_tables() => EverythingAsync();
}

/// <summary>The workspace that DATABRICKS_HOST and its companions name, with tables in FRAUDML_DATABRICKS_SCHEMA, such as main.fraud, and
/// files in FRAUDML_DATABRICKS_VOLUME, such as main.fraud.staging.</summary>
public sealed class RealTableTests : TableSuite
{
    protected override string Schema => RealWorkspaceFactAttribute.Schema!;

    protected override string Volume => Environment.GetEnvironmentVariable("FRAUDML_DATABRICKS_VOLUME") ?? Schema + ".staging";

    protected override DatabricksOptions Connection => new();

    [RealWorkspaceFact(RealWorkspaceFactAttribute.SchemaVariable)]
    public Task A_real_workspace_reads_and_writes_tables() => EverythingAsync();
}
