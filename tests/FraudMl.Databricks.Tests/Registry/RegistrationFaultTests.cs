using FraudMl.Databricks.Double;
using FraudMl.Databricks.Tests.Tracking;
using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Databricks.Tests.Registry;

/// <summary>Registering under random faults: connections cut before and after the effect, 429 and 503, tokens and rights void, searches
/// that find late.</summary>
public sealed class RegistrationFaultTests : IAsyncLifetime
{
    private TrackedWorkspace _workspace = null!;

    public async Task InitializeAsync() => _workspace = await TrackedWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public Task Faults_end_in_one_version_or_one_clear_error() => RunAsync(40);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so() => RunAsync(10_000);

    private async Task RunAsync(int count)
    {
        MlflowClient client = _workspace.Connect();
        (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
        Dictionary<string, byte[]> files = _workspace.Double.Cloud.Files
            .Where(file => file.Key.StartsWith($"model/{modelId}/", StringComparison.Ordinal))
            .ToDictionary(file => file.Key[$"model/{modelId}/".Length..], file => file.Value);
        int right = 0, faulty = 0;
        for (int seed = 0; seed < count; seed++)
        {
            string name = $"main.fraud.cards{seed}";
            _workspace.Double.Registry.Kind = (seed % 4) switch
            {
                0 => CloudKind.Aws, 1 => CloudKind.AzureLake, 2 => CloudKind.Google, _ => CloudKind.Default,
            };
            var plan = new FaultPlan(seed);
            _workspace.Double.Faults = plan;
            MlflowModelVersion version;
            try
            {
                version = await client.RegisterModelAsync(name, $"models:/{modelId}", runId, "champion");
                right++;
                if (plan.Count > 0) faulty++;
            }
            catch (MlflowException error)
            {
                TrackedWorkspace.Secrets.Where(error.ToString().Contains).ShouldBeEmpty($"seed {seed}");
                plan.Count.ShouldBeGreaterThan(0, $"seed {seed}: {error.Message}");
                // Whatever broke off, the next registration ends it.
                _workspace.Double.Faults = null;
                version = await client.RegisterModelAsync(name, $"models:/{modelId}", runId, "champion");
            }

            _workspace.Double.Faults = null;
            CatalogModelState state = _workspace.Double.Registry.Models[name];
            state.Versions.Count.ShouldBe(1, $"seed {seed}");
            state.Versions.Values.Single().Status.ShouldBe("READY", $"seed {seed}");
            version.Version.ShouldBe(state.Versions.Keys.Single().ToString(System.Globalization.CultureInfo.InvariantCulture));
            state.Aliases["champion"].ShouldBe(state.Versions.Keys.Single());
            foreach ((string path, byte[] content) in files)
            {
                string place = CloudStorage.FileOf(_workspace.Double.Registry.Kind, name, version.Version, path);
                _workspace.Double.Cloud.Files.TryRemove(place, out byte[]? stored).ShouldBeTrue($"seed {seed}: {path}");
                stored.ShouldBe(content, $"seed {seed}: {path}");
            }
        }

        faulty.ShouldBeGreaterThan(count / 4);
        right.ShouldBeGreaterThan(count / 2);
    }
}
