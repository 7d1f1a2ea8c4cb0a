using System.Globalization;
using FraudMl.Databricks.Double;
using FraudMl.Databricks.Tests.Tracking;
using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Databricks.Tests.Faults;

/// <summary>Runs under random faults: what the workspace does not take waits on disk, and is there once in the end.</summary>
public sealed class TrackingFaultTests
{
    [Fact]
    public Task Faults_end_in_one_run_with_everything_or_one_clear_error() => FaultPlans.TryAsync(40, Logging.StartAsync);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so() => FaultPlans.TryAsync(10_000, Logging.StartAsync);

    private sealed class Logging(TrackedWorkspace workspace, MlflowClient client, string experiment) : IFaultTrial
    {
        private const string Name = "/Shared/faults";
        private const int StepCount = 3;

        public DatabricksDouble Double => workspace.Double;

        public static async Task<IFaultTrial> StartAsync()
        {
            TrackedWorkspace workspace = await TrackedWorkspace.StartAsync();
            MlflowClient client = workspace.Connect(registry: null);
            return new Logging(workspace, client, await client.GetOrCreateExperimentAsync(Name));
        }

        public async Task TryAsync(int seed)
        {
            string? begun = null;
            try
            {
                await client.RunAsync(Name, async run =>
                {
                    begun = run.RunId;
                    await run.LogParamAsync("seed", seed);
                    for (int step = 0; step < StepCount; step++) run.LogMetric("loss", seed + step, step);
                }, new() { RunName = $"seed {seed}" });
            }
            finally
            {
                Double.Faults = null;
                await client.DeliverSpoolAsync();
                await RequireOneAsync(begun, seed);
            }
        }

        public ValueTask DisposeAsync() => workspace.DisposeAsync();

        private async Task RequireOneAsync(string? begun, int seed)
        {
            MlflowRunPage page = await client.Runs.SearchAsync(new MlflowSearchRuns
            {
                ExperimentIds = [experiment], Filter = $"attributes.run_name = 'seed {seed}'",
            });
            page.Runs.Count.ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
            if (begun is null) return;
            MlflowRun run = page.Runs.ShouldHaveSingleItem($"seed {seed}");
            (run.Info.RunId, run.Info.Status).ShouldBe((begun, MlflowRunStatus.Finished), $"seed {seed}");
            run.Data.Params.Single().Value.ShouldBe(seed.ToString(CultureInfo.InvariantCulture), $"seed {seed}");
            (await client.Runs.GetMetricHistoryAsync(begun, "loss")).Metrics.Select(metric => metric.Value)
                .ShouldBe(Enumerable.Range(0, StepCount).Select(step => (double)(seed + step)), $"seed {seed}");
        }
    }
}
