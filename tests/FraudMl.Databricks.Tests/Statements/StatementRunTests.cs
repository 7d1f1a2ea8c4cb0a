using FraudMl.Databricks.Double;

namespace FraudMl.Databricks.Tests.Statements;

public sealed class StatementRunTests : IAsyncLifetime
{
    private TestWorkspace _workspace = null!;

    private FraudMl.Databricks.Double.Statements Statements => _workspace.Double.Statements;

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        _workspace.Double.Engine.Add("main.fraud.payments", [new("Amount", "DOUBLE")], [[1.0], [2.0]]);
    }

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public async Task A_statement_that_fails_is_told_with_its_SQLSTATE()
    {
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(ReadAsync("SELECT * FROM main.fraud.absent"));
        (error.SqlState, error.StatementId, error.StatusCode).ShouldBe(("42P01", Statements.Sent.Last().Id, null));
        error.Message.ShouldStartWith($"Statement {error.StatementId} failed (42P01): [TABLE_OR_VIEW_NOT_FOUND] ");
        (await Should.ThrowAsync<DatabricksException>(ReadAsync("SELECT FROM"))).SqlState.ShouldBe("42601");
        DatabricksException warehouse = await Should.ThrowAsync<DatabricksException>(ReadAsync("SELECT 1", warehouse: "wh9"));
        (warehouse.ErrorCode, (int)warehouse.StatusCode!.Value).ShouldBe(("RESOURCE_DOES_NOT_EXIST", 404));
    }

    [Fact]
    public async Task A_warehouse_that_is_stopped_is_started_and_waited_for_with_progress()
    {
        Statements.Warehouses["wh1"].Ready = null;
        Statements.RunTime = TimeSpan.FromSeconds(30);
        List<DatabricksStage> stages = [];
        Dataset data = await ReadAsync("main.fraud.payments", progress => stages.Add(progress.Stage));
        data.RowCount.ShouldBe(2);
        stages.Distinct().ShouldBe([DatabricksStage.StartingWarehouse, DatabricksStage.Running, DatabricksStage.Reading]);
        _workspace.Double.Clock.Skipped.ShouldBeGreaterThan(TimeSpan.FromMinutes(4));
        _workspace.Logged.ShouldContain($"Warehouse wh1 is STARTING; statement {Statements.Sent.Single().Id} waits for it.");
    }

    [Fact]
    public async Task A_warehouse_that_does_not_start_is_told_and_nothing_is_left_behind()
    {
        Statements.Warehouses["wh1"] = new Warehouse { Ready = null, StartTime = TimeSpan.FromHours(2) };
        Statements.MissedCancels = 2;
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(ReadAsync("main.fraud.payments"));
        Statement sent = Statements.Sent.Single();
        error.Message.ShouldBe($"Statement {sent.Id} has waited for warehouse wh1 for 00:15:00, and was cancelled. Start the warehouse, or "
            + "raise DatabricksOptions.WarehouseStartTimeout.");
        sent.State.ShouldBe("CANCELED");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Cancelling_cancels_the_statement_even_where_a_cancel_is_missed(int missed)
    {
        Statements.RunTime = TimeSpan.FromHours(1);
        Statements.MissedCancels = missed;
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            ReadAsync("main.fraud.payments", _ => stop.Cancel(), cancellationToken: stop.Token));
        Statements.Sent.Single().State.ShouldBe("CANCELED");
    }

    [Fact]
    public async Task A_statement_that_is_being_sent_is_cancelled_too()
    {
        Statements.RunTime = TimeSpan.FromHours(1);
        using var stop = new CancellationTokenSource();
        _workspace.Double.Before = context =>
        {
            if (context.Request.Path == "/api/2.0/sql/statements") stop.Cancel();
            return Fault.None;
        };
        await Should.ThrowAsync<OperationCanceledException>(ReadAsync("main.fraud.payments", cancellationToken: stop.Token));
        Statements.Sent.Single().State.ShouldBe("CANCELED");
    }

    private Task<Dataset> ReadAsync(string text, Action<DatabricksProgress>? onProgress = null, string warehouse = "wh1",
        CancellationToken cancellationToken = default) => Dataset.FromDatabricksAsync(text, options: new()
        {
            Connection = _workspace.Options with { WarehouseId = warehouse }, OnProgress = onProgress,
        }, cancellationToken: cancellationToken);
}
