using FraudMl.Mlflow;
using FraudMl.Tracking;

namespace FraudMl.Databricks.Tests.Tracking;

/// <summary>The same against a workspace: DATABRICKS_HOST and a log-in name it, FRAUDML_DATABRICKS_SCHEMA the <c>catalog.schema</c> that
/// models may be made in.</summary>
public sealed class RealWorkspaceTests
{
    [RealWorkspaceFact]
    public async Task A_model_that_is_registered_loads_by_its_alias_and_scores_the_same()
    {
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions
        {
            TrackingUri = "databricks", RegistryUri = "databricks-uc", Backends = [new DatabricksBackend()],
        });
        string name = $"{Environment.GetEnvironmentVariable(RealWorkspaceFactAttribute.Schema)}.fraudml_test_{Guid.NewGuid():N}";
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        try
        {
            MlflowModelVersion first = await client.RegisterModelAsync(name, $"models:/{modelId}", runId, "champion");
            LoadedFraudModel loaded = await client.LoadFraudModelAsync($"models:/{name}@champion");
            loaded.Model.Score(TrackedWorkspace.Transactions).ShouldBe(TrackedWorkspace.Model.Score(TrackedWorkspace.Transactions));
            (await client.RegisterModelAsync(name, $"models:/{modelId}", runId, "champion")).Version.ShouldNotBe(first.Version);
        }
        finally
        {
            MlflowModelVersionPage versions = await client.Registry.SearchVersionsAsync($"name = '{name}'");
            foreach (MlflowModelVersion version in versions.ModelVersions)
                await client.Registry.DeleteVersionAsync(new MlflowModelVersionReference { Name = name, Version = version.Version });
            await client.Registry.DeleteModelAsync(new MlflowRegisteredModelReference { Name = name });
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RealWorkspaceFactAttribute : FactAttribute
    {
        public const string Schema = "FRAUDML_DATABRICKS_SCHEMA";

        public RealWorkspaceFactAttribute()
        {
            if (((string[])["DATABRICKS_HOST", Schema]).Any(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))))
                Skip = $"It runs where DATABRICKS_HOST and {Schema} name a workspace and a schema.";
        }
    }
}
