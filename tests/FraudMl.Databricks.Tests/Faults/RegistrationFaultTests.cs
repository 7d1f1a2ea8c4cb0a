using System.Globalization;
using FraudMl.Databricks.Double;
using FraudMl.Databricks.Tests.Tracking;
using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Databricks.Tests.Faults;

/// <summary>Registering under random faults: connections cut before and after the effect, 429 and 503, tokens and rights void, searches
/// that find late, versions that are ready late.</summary>
public sealed class RegistrationFaultTests
{
    [Fact]
    public Task Faults_end_in_one_version_or_one_clear_error() => FaultPlans.TryAsync(40, Registering.StartAsync);

    [SoakFact]
    public Task Ten_thousand_plans_of_faults_end_so() => FaultPlans.TryAsync(10_000, Registering.StartAsync);

    private sealed class Registering(TrackedWorkspace workspace, MlflowClient client, string modelId, string runId) : IFaultTrial
    {
        private static readonly CloudKind[] _kinds = [CloudKind.Aws, CloudKind.AzureLake, CloudKind.Google, CloudKind.Default];

        // The model's files by their path; two are enough.
        private readonly Dictionary<string, byte[]> _files = FilesOf(workspace.Double.Cloud, $"model/{modelId}/");

        public DatabricksDouble Double => workspace.Double;

        public static async Task<IFaultTrial> StartAsync()
        {
            TrackedWorkspace workspace = await TrackedWorkspace.StartAsync();
            MlflowClient client = workspace.Connect();
            (string modelId, string runId) = await TrackedWorkspace.LogAsync(client);
            return new Registering(workspace, client, modelId, runId);
        }

        public async Task TryAsync(int seed)
        {
            string name = $"main.fraud.cards{seed}";
            Double.Registry.Kind = _kinds[seed % _kinds.Length];
            Double.Registry.FinalizeLag = TimeSpan.FromSeconds(seed % 3 * 2);
            try
            {
                MlflowModelVersion version = await RegisterAsync(name);
                Double.Faults = null;
                RequireOne(name, version, seed);
            }
            catch (MlflowException)
            {
                // Whatever broke off, the next registration ends it.
                Double.Faults = null;
                RequireOne(name, await RegisterAsync(name), seed);
                throw;
            }
        }

        public ValueTask DisposeAsync() => workspace.DisposeAsync();

        private static Dictionary<string, byte[]> FilesOf(CloudStorage cloud, string folder)
        {
            foreach (string path in cloud.Files.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)))
            {
                if (!path.EndsWith("/MLmodel", StringComparison.Ordinal) && !path.EndsWith("/requirements.txt", StringComparison.Ordinal))
                    cloud.Files.TryRemove(path, out _);
            }

            return cloud.Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
                .ToDictionary(file => file.Key[folder.Length..], file => file.Value);
        }

        private Task<MlflowModelVersion> RegisterAsync(string name) =>
            client.RegisterModelAsync(name, $"models:/{modelId}", runId, "champion");

        private void RequireOne(string name, MlflowModelVersion version, int seed)
        {
            CatalogModelState state = Double.Registry.Models[name];
            state.Versions.Count.ShouldBe(1, $"seed {seed}");
            state.Versions.Values.Single().Status.ShouldBe("READY", $"seed {seed}");
            version.Version.ShouldBe(state.Versions.Keys.Single().ToString(CultureInfo.InvariantCulture), $"seed {seed}");
            state.Aliases["champion"].ShouldBe(state.Versions.Keys.Single(), $"seed {seed}");
            _files.Count.ShouldBe(2);
            foreach ((string path, byte[] content) in _files)
            {
                string place = CloudStorage.FileOf(Double.Registry.Kind, name, version.Version, path);
                Double.Cloud.Files.TryRemove(place, out byte[]? stored).ShouldBeTrue($"seed {seed}: {path}");
                stored.ShouldBe(content, $"seed {seed}: {path}");
            }
        }
    }
}
