using System.Diagnostics;
using FraudMl.Databricks.Double;
using FraudMl.Databricks.Tests.Writing;
using FraudMl.Tests;

namespace FraudMl.Databricks.Tests.Faults;

public sealed class TableFaultTests : IAsyncLifetime
{
    private const int RowCount = 700;

    private TestWorkspace _workspace = null!;

    private DatabricksReadOptions Options => new() { Connection = ConnectionTo(_workspace) };

    public async Task InitializeAsync() => _workspace = await StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public Task Faults_end_in_the_right_rows_or_one_clear_error() => FaultPlans.TryAsync(100, Reading.StartAsync);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so() => FaultPlans.TryAsync(10_000, Reading.StartAsync);

    [Fact]
    public Task Faults_leave_each_row_that_is_written_once() => FaultPlans.TryAsync(50, WritingRows.StartAsync);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_leave_each_row_once() => FaultPlans.TryAsync(10_000, WritingRows.StartAsync);

    [Fact]
    public async Task No_secret_is_told_to_a_log_a_trace_or_an_error()
    {
        var traced = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            // The double's own side of each request is not ours to keep quiet.
            ShouldListenTo = source => source.Name is "System.Net.Http" or "FraudMl.Databricks",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(activity.DisplayName + string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        await ReadAsync(Options);
        _workspace.Double.Before = context => context.Request.Path.StartsWithSegments("/storage") ? Fault.CutAfter : Fault.None;
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(ReadAsync(Options));
        error.Message.ShouldContain("storage");
        traced.ShouldNotBeEmpty();
        _workspace.Logged.ShouldNotBeEmpty();
        foreach (string text in traced.Concat(_workspace.Logged).Append(error.ToString()).Append(Options.ToString()))
        {
            text.ShouldNotContain("m2m-secret");
            text.ShouldNotContain("link-key");
        }
    }

    private static async Task<TestWorkspace> StartAsync()
    {
        TestWorkspace workspace = await TestWorkspace.StartAsync();
        workspace.Double.Identity.Principals["app-1"] = "m2m-secret";
        workspace.Double.Statements.ChunkRowCount = 200;
        workspace.Double.Statements.BatchRowCount = 90;
        workspace.Double.Engine.Add("main.fraud.payments", [new("Amount", "DOUBLE"), new("Country", "STRING"), new("Class", "INT")],
            Enumerable.Range(0, RowCount).Select(i => new object?[] { (double)i, i % 3 == 0 ? "DE" : "FR", i % 50 == 0 ? 1L : 0L }));
        return workspace;
    }

    private static DatabricksOptions ConnectionTo(TestWorkspace workspace) => workspace.Bare with
    {
        ClientId = "app-1", ClientSecret = "m2m-secret", WarehouseId = "wh1", RequestsPerSecond = 1000,
    };

    private static Task<Dataset> ReadAsync(DatabricksReadOptions options) =>
        Dataset.FromDatabricksAsync("main.fraud.payments", schema => schema.Label("Class"), options: options);

    private sealed class Reading(TestWorkspace workspace, string expected) : IFaultTrial
    {
        public DatabricksDouble Double => workspace.Double;

        public static async Task<IFaultTrial> StartAsync()
        {
            TestWorkspace workspace = await TableFaultTests.StartAsync();
            return new Reading(workspace, (await ReadAsync(new() { Connection = ConnectionTo(workspace) })).Digest());
        }

        public async Task TryAsync(int seed) =>
            (await ReadAsync(new() { Connection = ConnectionTo(workspace) })).Digest().ShouldBe(expected, $"seed {seed}");

        public ValueTask DisposeAsync() => workspace.DisposeAsync();
    }

    private sealed class WritingRows(TestWorkspace workspace) : IFaultTrial
    {
        public DatabricksDouble Double => workspace.Double;

        public static async Task<IFaultTrial> StartAsync() => new WritingRows(await TableFaultTests.StartAsync());

        public async Task TryAsync(int seed)
        {
            // Most statements end at once, and some run while they are sent again.
            Double.Statements.RunTime = TimeSpan.FromSeconds(seed % 4 == 0 ? 1 : 0.1);
            string table = $"main.fraud.scores{seed}";
            Dataset rows = TableWritingTests.Scores(5);
            DatabricksWriteOptions options = new() { Connection = ConnectionTo(workspace) };
            try
            {
                await rows.WriteToDatabricksAsync(table, "main.fraud.staging", options);
            }
            finally
            {
                // Whatever the plan broke off, a second begin without faults ends it.
                Double.Faults = null;
                await rows.WriteToDatabricksAsync(table, "main.fraud.staging", options);
                Double.Engine.CountOf(table).ShouldBe(rows.RowCount, $"seed {seed}");
                Double.Volumes.Files.ShouldBeEmpty($"seed {seed}");
                Double.Engine.Drop(table);
            }
        }

        public ValueTask DisposeAsync() => workspace.DisposeAsync();
    }
}
