using FraudMl.Databricks.Double;

namespace FraudMl.Databricks.Tests.Writing;

public sealed class TableWritingTests : IAsyncLifetime
{
    private const string Table = "main.fraud.scores", Volume = "main.fraud.staging";

    private TestWorkspace _workspace = null!;

    private FraudMl.Databricks.Double.Statements Statements => _workspace.Double.Statements;

    private DatabricksWriteOptions Options => new() { Connection = _workspace.Options };

    public async Task InitializeAsync() => _workspace = await TestWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public async Task Rows_are_written_to_a_table_that_is_made_and_read_back_as_they_were()
    {
        Dataset scores = Scores(100);
        List<DatabricksStage> stages = [];
        await scores.WriteToDatabricksAsync(Table, Volume, Options with { OnProgress = progress => stages.Add(progress.Stage) });
        (await ReadAsync()).Digest().ShouldBe(scores.Digest());
        stages.ShouldContain(DatabricksStage.Writing);
        Statements.Sent.Select(statement => statement.Text).ShouldContain("CREATE TABLE IF NOT EXISTS `main`.`fraud`.`scores` "
            + "(`id` STRING, `at` TIMESTAMP, `score` FLOAT, `Class` INT)");
        NothingIsStaged();
    }

    [Fact]
    public async Task The_same_rows_are_there_once_and_another_key_writes_them_again()
    {
        Dataset scores = Scores(10);
        for (int i = 0; i < 3; i++) await scores.WriteToDatabricksAsync(Table, Volume, Options);
        (await ReadAsync()).RowCount.ShouldBe(10);
        await Scores(11).WriteToDatabricksAsync(Table, "/Volumes/main/fraud/staging/of the day/", Options);
        (await ReadAsync()).RowCount.ShouldBe(21);
        for (int i = 0; i < 2; i++) await scores.WriteToDatabricksAsync(Table, Volume, Options with { Key = "Monday" });
        (await ReadAsync()).RowCount.ShouldBe(31);
        NothingIsStaged();
    }

    [Fact]
    public async Task A_break_at_any_step_leaves_each_row_once_when_it_is_begun_again()
    {
        Fault[] faults = [Fault.CutBefore, Fault.CutAfter];
        for (int step = 0, requests = int.MaxValue; step < requests; step++)
        {
            foreach (Fault fault in faults)
            {
                string table = $"main.fraud.scores_{step}_{fault}";
                int request = 0;
                _workspace.Double.Before = _ => request++ >= step ? fault : Fault.None;
                DatabricksWriteOptions patience = Options with { Connection = _workspace.Options with { RetryTimeout = TimeSpan.Zero } };
                try
                {
                    await Scores(20).WriteToDatabricksAsync(table, Volume, patience);
                }
                catch (DatabricksException)
                {
                    request.ShouldBeGreaterThan(step);
                }

                if (request <= step) requests = 0;
                _workspace.Double.Before = null;
                await Scores(20).WriteToDatabricksAsync(table, Volume, Options);
                (await Dataset.FromDatabricksAsync(table, options: new() { Connection = _workspace.Options })).RowCount
                    .ShouldBe(20, $"step {step}, {fault}");
                NothingIsStaged();
            }
        }
    }

    [Fact]
    public async Task A_statement_that_conflicts_is_begun_again()
    {
        int copies = 0;
        Statements.Answer = statement => statement.Copy is not null && copies++ == 0
            ? throw new SqlFailureException("2D521", "[DELTA_CONCURRENT_APPEND] A concurrent operation added data.") : null;
        await Scores(10).WriteToDatabricksAsync(Table, Volume, Options);
        copies.ShouldBe(2);
        (await ReadAsync()).RowCount.ShouldBe(10);
        _workspace.Logged.ShouldContain("Another statement wrote to main.fraud.scores at the same time; the rows are copied again.");
    }

    [Fact]
    public async Task Values_become_what_the_table_has_and_what_it_can_t_hold_is_told_at_once_by_name()
    {
        _workspace.Double.Engine.Add(Table, [new("ID", "BIGINT"), new("at", "TIMESTAMP"), new("score", "DOUBLE"), new("Class", "BOOLEAN"),
            new("note", "STRING")], []);
        await Scores(10).WriteToDatabricksAsync(Table, Volume, Options);
        Statement copy = Statements.Sent.Single(statement => statement.Copy is not null);
        copy.Text.ShouldStartWith("COPY INTO `main`.`fraud`.`scores` FROM (SELECT CAST(`id` AS BIGINT) AS `ID`, `at` AS `at`, "
            + "CAST(`score` AS DOUBLE) AS `score`, CAST(`Class` AS BOOLEAN) AS `Class` FROM '/Volumes/main/fraud/staging/fraudml-");
        (await ReadAsync()).RowCount.ShouldBe(10);

        _workspace.Double.Engine.Add("main.fraud.other", [new("id", "INT"), new("at", "DATE"), new("scores", "DOUBLE"),
            new("Class", "TINYINT")], []);
        int sent = Statements.Sent.Count;
        FraudMlException error = await Should.ThrowAsync<FraudMlException>(
            new Dataset([.. Scores(1).Columns, new NumberColumn("big", [3e9f]), new TextColumn("Id2", [0], new(["x"]))])
                .WriteToDatabricksAsync("main.fraud.other", Volume, Options));
        error.Problems.ShouldBe(
        [
            "Column 'id' is INT, which can't hold the texts of 'id'.", "Column 'at' is DATE, which can't hold the times of 'at'.",
            "There is no column 'score'. Did you mean 'scores'?",
            "There is no column 'big'.", "There is no column 'Id2'. Did you mean 'id'?",
        ], ignoreOrder: true);
        (Statements.Sent.Count - sent).ShouldBe(1);
        NothingIsStaged();
    }

    [Theory]
    [InlineData("main.fraud.scores; DROP TABLE x", Volume)]
    [InlineData(Table, "staging")]
    [InlineData(Table, "/Volumes/main/fraud/sta'ging")]
    [InlineData(Table, "/Volumes/main/fraud/staging/../other")]
    [InlineData(Table, "/tmp/scores")]
    public async Task What_is_no_table_or_no_volume_is_told_before_anything_is_sent(string table, string volume)
    {
        await Should.ThrowAsync<FraudMlException>(() => Scores(1).WriteToDatabricksAsync(table, volume, Options));
        _workspace.Double.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_cancels_the_copy_and_leaves_nothing_staged()
    {
        using var stop = new CancellationTokenSource();
        _workspace.Double.Engine.Add(Table, [new("id", "STRING"), new("at", "TIMESTAMP"), new("score", "FLOAT"), new("Class", "INT")], []);
        DatabricksWriteOptions options = Options with
        {
            OnProgress = progress =>
            {
                if (progress.Stage == DatabricksStage.Writing) Statements.RunTime = TimeSpan.FromHours(1);
                if (progress.Stage == DatabricksStage.Running && Statements.Sent.Any(sent => sent.Copy is not null)) stop.Cancel();
            },
        };
        await Should.ThrowAsync<OperationCanceledException>(Scores(5).WriteToDatabricksAsync(Table, Volume, options, stop.Token));
        Statements.Sent.Single(statement => statement.Copy is not null).State.ShouldBe("CANCELED");
        NothingIsStaged();
    }

    internal static Dataset Scores(int count) => new(
    [
        new TextColumn("id", [.. Enumerable.Range(0, count)], new([.. Enumerable.Range(0, count).Select(i => $"{7_000_000_000 + i}")]),
            ColumnRoles.Key),
        new TimestampColumn("at", [.. Enumerable.Range(0, count).Select(i =>
            i % 7 == 0 ? TimestampColumn.Missing : 1_700_000_000_000_000 + i)]),
        new NumberColumn("score", [.. Enumerable.Range(0, count).Select(i => i % 5 == 0 ? float.NaN : 1f / (i + 1))]),
        new NumberColumn("Class", [.. Enumerable.Range(0, count).Select(i => i % 10 == 0 ? 1f : 0)], ColumnRoles.Label),
    ], "scores");

    private Task<Dataset> ReadAsync() => Dataset.FromDatabricksAsync(Table,
        schema => schema.Key(Statements.Sent.Any(statement => statement.Text.Contains("`ID`", StringComparison.Ordinal)) ? "ID" : "id")
            .Timestamp("at").Label("Class"), options: new() { Connection = _workspace.Options });

    private void NothingIsStaged()
    {
        _workspace.Double.Volumes.Files.ShouldBeEmpty();
        _workspace.Double.Volumes.Folders.ShouldBeEmpty();
    }
}
