using System.Text.Json.Nodes;
using FraudMl.Databricks.Double;
using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Databricks.Tests.Faults;

/// <summary>Whatever goes wrong on the way: the right scores, or one clear error; never an endpoint, an update or a run too many.</summary>
public sealed class ServingFaultTests
{
    [Fact]
    public Task Faults_end_in_the_right_endpoint_or_one_clear_error() => FaultPlans.TryAsync(40, Deploying.StartAsync);

    [Fact]
    public Task Faults_end_in_the_right_scores_or_one_clear_error() => FaultPlans.TryAsync(100, Scoring.StartAsync);

    [Fact]
    public Task Faults_end_in_one_run_or_one_clear_error() => FaultPlans.TryAsync(40, RunningJobs.StartAsync);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so_for_endpoints() => FaultPlans.TryAsync(10_000, Deploying.StartAsync);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so_for_scores() => FaultPlans.TryAsync(10_000, Scoring.StartAsync);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so_for_runs() => FaultPlans.TryAsync(10_000, RunningJobs.StartAsync);

    private static DatabricksServedModel Cards(int version) => new() { Model = "main.fraud.cards", Version = $"{version}" };

    private static async Task<(TestWorkspace Workspace, DatabricksOptions Options)> StartAsync()
    {
        TestWorkspace workspace = await TestWorkspace.StartAsync();
        workspace.Double.Identity.Principals["app-1"] = "m2m-secret";
        workspace.Double.Serving.Registered.UnionWith(["main.fraud.cards/7", "main.fraud.cards/8"]);
        return (workspace, workspace.Bare with { ClientId = "app-1", ClientSecret = "m2m-secret", RequestsPerSecond = 1000 });
    }

    private sealed class Deploying(TestWorkspace workspace, DatabricksOptions options) : IFaultTrial
    {
        public DatabricksDouble Double => workspace.Double;

        public static async Task<IFaultTrial> StartAsync()
        {
            (TestWorkspace workspace, DatabricksOptions options) = await ServingFaultTests.StartAsync();
            return new Deploying(workspace, options);
        }

        public async Task TryAsync(int seed)
        {
            ServingEndpoints endpoints = Double.Serving;
            endpoints.Clear();
            endpoints.StaleReads = seed % 4;
            endpoints.BuildTime = seed % 8 == 0 ? TimeSpan.FromMinutes(6) : TimeSpan.FromSeconds(5);
            using var serving = DatabricksServing.Connect(options);
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
        }

        public ValueTask DisposeAsync() => workspace.DisposeAsync();
    }

    /// <summary>One client, as long as the workspace lives, although its tokens are revoked again and again.</summary>
    private sealed class Scoring(TestWorkspace workspace, DatabricksServing serving) : IFaultTrial
    {
        private readonly FraudScoringClient _client = serving.Query("cards", options: new() { RequestRowCount = 2, RetryCount = 8 });

        public DatabricksDouble Double => workspace.Double;

        public static async Task<IFaultTrial> StartAsync()
        {
            (TestWorkspace workspace, DatabricksOptions options) = await ServingFaultTests.StartAsync();
            workspace.Double.Serving.Score = (_, body) => new JsonObject
            {
                ["predictions"] = new JsonArray([.. body["dataframe_records"]!.AsArray().Select(
                    row => new JsonObject { ["fraud_probability"] = row!["Amount"]!.GetValue<double>() / 1e6 })]),
            };
            var serving = DatabricksServing.Connect(options);
            await serving.DeployAsync("cards", [Cards(7)]);
            return new Scoring(workspace, serving);
        }

        public async Task TryAsync(int seed)
        {
            Double.Serving.ColdAnswers = seed % 3;
            IReadOnlyList<FraudScore> scores = await _client.ScoreAsync(Enumerable.Range(0, 5).Select(row => new { Amount = seed + row }));
            scores.Select(score => score.Probability).ShouldBe(Enumerable.Range(0, 5).Select(row => (seed + row) / 1e6), $"seed {seed}");
        }

        public ValueTask DisposeAsync()
        {
            _client.Dispose();
            serving.Dispose();
            return workspace.DisposeAsync();
        }
    }

    private sealed class RunningJobs(TestWorkspace workspace, DatabricksOptions options) : IFaultTrial
    {
        public DatabricksDouble Double => workspace.Double;

        public static async Task<IFaultTrial> StartAsync()
        {
            (TestWorkspace workspace, DatabricksOptions options) = await ServingFaultTests.StartAsync();
            return new RunningJobs(workspace, options);
        }

        public async Task TryAsync(int seed)
        {
            FraudMl.Databricks.Double.Jobs runs = Double.Jobs;
            runs.Clear();
            runs.Outcome = _ => new() { Logs = $"seed {seed}" };
            (runs.WaitTime, runs.RunTime) = seed % 8 == 0
                ? (TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(10)) : (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
            using var jobs = DatabricksJobs.Connect(options);
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
        }

        public ValueTask DisposeAsync() => workspace.DisposeAsync();
    }
}
