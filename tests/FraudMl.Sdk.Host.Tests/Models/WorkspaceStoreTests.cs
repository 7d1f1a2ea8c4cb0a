using FraudMl.Databricks.Double;
using FraudMl.Mlflow;
using FraudMl.Tracking;
using FraudMl.Tracking.Tests;

namespace FraudMl.Sdk.Host.Tests.Models;

/// <summary>A workspace of Databricks is a store that a build restores from.</summary>
public sealed class WorkspaceStoreTests : IDisposable
{
    private const string Champion = "models:/main.fraud.cards@champion", Token = "dapi-of-the-build";

    private readonly HostProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_model_of_Unity_Catalog_is_restored_and_locked()
    {
        await using DatabricksDouble workspace = await DatabricksDouble.StartAsync();
        workspace.Identity.PersonalTokens.Add(Token);
        workspace.Registry.Kind = CloudKind.Default;
        await RegisterAsync(workspace.Host);
        Use(workspace.Host);

        (int exitCode, string output) = await _project.RestoreAsync(Champion);

        exitCode.ShouldBe(0, output);
        output.ShouldContain($"{Champion} is version 1, SHA-256 ");
        _project.Lock.ShouldContain("\"version\": \"1\"");
        _project.Files.Keys.ShouldContain(file => file.EndsWith("/MLmodel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_log_in_is_told_at_the_item_without_the_token()
    {
        await using DatabricksDouble workspace = await DatabricksDouble.StartAsync();
        Use(workspace.Host);

        (int exitCode, string output) = await _project.RestoreAsync(Champion);

        exitCode.ShouldBe(1);
        output.ShouldContain($"{_project.At("Api.csproj")}(3,5): error FRAUDML102: ");
        output.ShouldContain("401");
        output.ShouldNotContain(Token);
    }

    private async Task RegisterAsync(string host)
    {
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions
        {
            TrackingUri = "databricks", RegistryUri = "databricks-uc", SpoolFolder = _project.At("spool"),
            Backends = [new DatabricksBackend(new DatabricksOptions { Host = host, Token = Token })],
        });
        await client.RegisterAsync(TestModels.Numeric(), "main.fraud.cards", "champion");
    }

    private void Use(string host)
    {
        foreach ((string name, string value) in new[]
        {
            ("MLFLOW_TRACKING_URI", "databricks"), ("MLFLOW_REGISTRY_URI", "databricks-uc"), ("DATABRICKS_HOST", host),
            ("DATABRICKS_TOKEN", Token),
        })
            _project.Environment[name] = value;
    }
}
