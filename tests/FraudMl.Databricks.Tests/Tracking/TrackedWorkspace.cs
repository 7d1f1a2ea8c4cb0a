using FraudMl.Databricks.Double;
using FraudMl.Mlflow;
using FraudMl.Tracking;

namespace FraudMl.Databricks.Tests.Tracking;

/// <summary>A double with a client of its MLflow, and a small model.</summary>
internal sealed class TrackedWorkspace : IAsyncDisposable
{
    public static Dataset Transactions { get; } = SyntheticTransactions.CreditCard(new() { RowCount = 400, FraudRatio = 0.1, Seed = 5 });

    private static readonly Lazy<FraudModel> Fitted = new(() => new FraudPipelineBuilder()
        .Standardize(Columns.Numbers).Train(Trainers.LogisticRegression()).Build().Fit(Transactions));

    private readonly string _folder = Directory.CreateTempSubdirectory("databricks-tests-").FullName;
    private readonly List<MlflowClient> _clients = [];

    private TrackedWorkspace(TestWorkspace workspace) => Workspace = workspace;

    /// <summary>How everything begins that must stand nowhere.</summary>
    public static string[] Secrets { get; } =
        ["m2m-secret", "issued-secret", "link-key", "link-secret", "signed-", "cloud-secret", "session-secret"];

    public static FraudModel Model => Fitted.Value;

    public TestWorkspace Workspace { get; }

    public DatabricksDouble Double => Workspace.Double;

    /// <summary>Options with a service principal, whose tokens end.</summary>
    public DatabricksOptions Options => Workspace.Bare with
    {
        ClientId = "app-1", ClientSecret = "m2m-secret", RequestsPerSecond = 1000,
    };

    public static async Task<TrackedWorkspace> StartAsync()
    {
        var workspace = new TrackedWorkspace(await TestWorkspace.StartAsync());
        workspace.Double.Identity.Principals["app-1"] = "m2m-secret";
        return workspace;
    }

    public MlflowClient Connect(string? registry = "databricks-uc", string tracking = "databricks", DatabricksOptions? options = null)
    {
        MlflowClient client = MlflowClient.Connect(new MlflowOptions
        {
            TrackingUri = tracking, RegistryUri = registry, Backends = [new DatabricksBackend(options ?? Options)],
            SpoolFolder = Path.Combine(_folder, "spool"),
        });
        _clients.Add(client);
        return client;
    }

    public string At(string name) => Path.Combine(_folder, name);

    /// <summary>Logs a model without faults and returns its id and its run.</summary>
    public static Task<(string ModelId, string RunId)> LogAsync(MlflowClient client, string experiment = "cards") =>
        client.RunAsync(experiment, async run =>
        {
            LoggedFraudModel logged = await client.LogModelAsync(Model, run);
            return (logged.ModelId!, logged.RunId);
        });

    public async ValueTask DisposeAsync()
    {
        foreach (MlflowClient client in _clients) client.Dispose();
        await Workspace.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
