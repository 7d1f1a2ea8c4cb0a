using System.Diagnostics;
using FraudMl.Databricks.Double;
using FraudMl.Tests;

namespace FraudMl.Databricks.Tests;

public sealed class FaultPlanTests : IAsyncLifetime
{
    private const int RowCount = 700;
    private const string Table = "main.fraud.scores";

    private TestWorkspace _workspace = null!;

    private DatabricksReadOptions Options => new()
    {
        Connection = _workspace.Bare with
        {
            ClientId = "app-1", ClientSecret = "m2m-secret", WarehouseId = "wh1", RequestsPerSecond = 1000,
        },
    };

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        _workspace.Double.Identity.Principals["app-1"] = "m2m-secret";
        _workspace.Double.Statements.ChunkRowCount = 200;
        _workspace.Double.Statements.BatchRowCount = 90;
        _workspace.Double.Engine.Add("main.fraud.payments", [new("Amount", "DOUBLE"), new("Country", "STRING"), new("Class", "INT")],
            Enumerable.Range(0, RowCount).Select(i => new object?[] { (double)i, i % 3 == 0 ? "DE" : "FR", i % 50 == 0 ? 1L : 0L }));
    }

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public Task Faults_end_in_the_right_rows_or_one_clear_error() => RunAsync(100);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so() => RunAsync(10_000);

    [Fact]
    public Task Faults_leave_each_row_that_is_written_once() => WriteAsync(50);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_leave_each_row_once() => WriteAsync(10_000);

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
        await ReadAsync();
        _workspace.Double.Before = context => context.Request.Path.StartsWithSegments("/storage") ? Fault.CutAfter : Fault.None;
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(ReadAsync());
        error.Message.ShouldContain("storage");
        traced.ShouldNotBeEmpty();
        _workspace.Logged.ShouldNotBeEmpty();
        foreach (string text in traced.Concat(_workspace.Logged).Append(error.ToString()).Append(Options.ToString()))
        {
            text.ShouldNotContain("m2m-secret");
            text.ShouldNotContain("link-key");
        }
    }

    private async Task RunAsync(int count)
    {
        string expected = (await ReadAsync()).Digest();
        await RunAsync(count, async seed => (await ReadAsync()).Digest().ShouldBe(expected, $"seed {seed}"));
    }

    private Task WriteAsync(int count) => RunAsync(count, async seed =>
    {
        // One key, one writing: whatever the plan broke off, a second begin without faults ends it.
        Dataset rows = Writing.TableWritingTests.Scores(5);
        DatabricksWriteOptions options = new() { Connection = Options.Connection, Key = $"seed {seed}" };
        try
        {
            await rows.WriteToDatabricksAsync(Table, "main.fraud.staging", options);
        }
        finally
        {
            FaultPlan? plan = _workspace.Double.Faults;
            _workspace.Double.Faults = null;
            await rows.WriteToDatabricksAsync(Table, "main.fraud.staging", options);
            _workspace.Double.Engine.CountOf(Table).ShouldBe(rows.RowCount, $"seed {seed}");
            _workspace.Double.Volumes.Files.ShouldBeEmpty($"seed {seed}");
            _workspace.Double.Engine.Drop(Table);
            _workspace.Double.Faults = plan;
        }
    });

    private async Task RunAsync(int count, Func<int, Task> act)
    {
        int right = 0, faulty = 0;
        for (int seed = 0; seed < count; seed++)
        {
            var plan = new FaultPlan(seed);
            _workspace.Double.Faults = plan;
            try
            {
                await act(seed);
                right++;
                if (plan.Count > 0) faulty++;
            }
            catch (DatabricksException error)
            {
                error.ToString().ShouldNotContain("m2m-secret", Case.Sensitive, $"seed {seed}");
                plan.Count.ShouldBeGreaterThan(0, $"seed {seed}: {error.Message}");
            }
        }

        faulty.ShouldBeGreaterThan(count / 3);
        right.ShouldBeGreaterThan(count / 2);
    }

    private Task<Dataset> ReadAsync() =>
        Dataset.FromDatabricksAsync("main.fraud.payments", schema => schema.Label("Class"), options: Options);
}
