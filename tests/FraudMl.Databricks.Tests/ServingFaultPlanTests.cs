using FraudMl.Databricks.Double;
using FraudMl.Tests;

namespace FraudMl.Databricks.Tests;

/// <summary>Whatever goes wrong on the way: the right result or one clear error, never an endpoint, an update or a run too many.</summary>
public sealed class ServingFaultPlanTests : IAsyncLifetime
{
    private const string Secret = "m2m-secret";

    private TestWorkspace _workspace = null!;

    private DatabricksOptions Options => _workspace.Bare with { ClientId = "app-1", ClientSecret = Secret, RequestsPerSecond = 1000 };

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        _workspace.Double.Identity.Principals["app-1"] = Secret;
        _workspace.Double.Serving.Registered.UnionWith(["main.fraud.cards/7", "main.fraud.cards/8"]);
    }

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public Task Faults_end_in_the_right_endpoint_or_one_clear_error() => DeployAsync(40);

    [Fact]
    public Task Faults_end_in_one_run_or_one_clear_error() => RunAsync(40);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so_for_endpoints() => DeployAsync(10_000);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so_for_runs() => RunAsync(10_000);

    private Task DeployAsync(int count) => TryAsync(count, async seed =>
    {
        ServingEndpoints endpoints = _workspace.Double.Serving;
        endpoints.Clear();
        endpoints.StaleReads = seed % 4;
        using var serving = DatabricksServing.Connect(Options);
        try
        {
            await serving.DeployAsync("cards", [Cards(7)]);
            await serving.DeployAsync("cards", [Cards(7) with { TrafficPercent = 80 }, Cards(8) with { TrafficPercent = 20 }]);
            DatabricksEndpoint back = await serving.RollBackAsync("cards");
            back.ToString().ShouldBe("cards, ready: main.fraud.cards 7 (100 %)", $"seed {seed}");
            endpoints.Changes.Count.ShouldBe(3, $"seed {seed}");
            await serving.DeleteAsync("cards");
            endpoints.All.ShouldBeEmpty($"seed {seed}");
        }
        finally
        {
            endpoints.All.Count.ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
            endpoints.Changes.Count(change => change.Method == "POST").ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
            endpoints.Changes.Count.ShouldBeLessThanOrEqualTo(3, $"seed {seed}");
        }
    });

    private Task RunAsync(int count) => TryAsync(count, async seed =>
    {
        FraudMl.Databricks.Double.Jobs runs = _workspace.Double.Jobs;
        runs.Clear();
        runs.Outcome = _ => new() { Logs = $"seed {seed}" };
        using var jobs = DatabricksJobs.Connect(Options);
        try
        {
            DatabricksRunResult result = await jobs.RunAsync(new() { Name = "train", PythonFile = "/Workspace/train.py" });
            result.Logs.ShouldBe($"seed {seed}");
            result.RunId.ShouldBe(runs.All.Single().Id);
        }
        finally
        {
            runs.All.Count().ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        }
    });

    private async Task TryAsync(int count, Func<int, Task> tryAsync)
    {
        int right = 0, faulty = 0;
        for (int seed = 0; seed < count; seed++)
        {
            var plan = new FaultPlan(seed);
            _workspace.Double.Faults = plan;
            try
            {
                await tryAsync(seed);
                right++;
                if (plan.Count > 0) faulty++;
            }
            catch (DatabricksException error)
            {
                error.ToString().ShouldNotContain(Secret, Case.Sensitive, $"seed {seed}");
                plan.Count.ShouldBeGreaterThan(0, $"seed {seed}: {error.Message}");
            }
        }

        faulty.ShouldBeGreaterThan(count / 4);
        right.ShouldBeGreaterThan(count / 2);
    }

    private static DatabricksServedModel Cards(int version) => new() { Model = "main.fraud.cards", Version = $"{version}" };
}
