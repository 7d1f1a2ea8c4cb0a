using FraudMl.Databricks.Double;
using FraudMl.Databricks.Tests.Tracking;
using FraudMl.Mlflow;

namespace FraudMl.Databricks.Tests.Faults;

/// <summary>What is tried under plans of faults, in a workspace of its own.</summary>
internal interface IFaultTrial : IAsyncDisposable
{
    /// <summary>The workspace; it has the plan.</summary>
    DatabricksDouble Double { get; }

    /// <summary>Tries it once: throws where the outcome is wrong, or where it ends in an error.</summary>
    Task TryAsync(int seed);
}

/// <summary>Tries something under plans of faults, several at once: each ends in the right result or in one clear error.</summary>
internal static class FaultPlans
{
    // A workspace keeps what it was asked, so that none lives for long.
    private const int PlansOfWorkspace = 100;

    /// <param name="count">How many plans there are.</param>
    /// <param name="startAsync">Starts a workspace, without faults.</param>
    public static async Task TryAsync(int count, Func<Task<IFaultTrial>> startAsync)
    {
        int right = 0, faulty = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 2 };
        await Parallel.ForEachAsync(Enumerable.Range(0, count).Chunk(PlansOfWorkspace), parallel, async (seeds, _) =>
        {
            await using IFaultTrial trial = await startAsync();
            foreach (int seed in seeds)
            {
                var plan = new FaultPlan(seed);
                trial.Double.Faults = plan;
                try
                {
                    await trial.TryAsync(seed);
                    Interlocked.Increment(ref right);
                    if (plan.Count > 0) Interlocked.Increment(ref faulty);
                }
                catch (Exception error) when (error is DatabricksException or MlflowException)
                {
                    TrackedWorkspace.Secrets.Where(error.ToString().Contains).ShouldBeEmpty($"seed {seed}");
                    plan.Count.ShouldBeGreaterThan(0, $"seed {seed}: {error.Message}");
                }
                finally
                {
                    trial.Double.Faults = null;
                }
            }
        });

        faulty.ShouldBeGreaterThan(count / 4);
        right.ShouldBeGreaterThan(count / 2);
    }
}
