namespace FraudMl;

/// <summary>Says what a run is in the words of the API.</summary>
internal static class RunRequests
{
    private const string Main = "main", Environment = "default";

    public static RunRequest Of(DatabricksRun run, Uri host) => new()
    {
        RunName = run.Name,
        IdempotencyToken = run.IdempotencyToken ?? Guid.NewGuid().ToString("N"),
        TimeoutSeconds = run.Timeout is { } timeout ? (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.TotalSeconds)) : null,
        Tasks = [TaskOf(run, host)],
        Environments = NeedsEnvironment(run)
            ? [new() { EnvironmentKey = Environment, Spec = new() { EnvironmentVersion = run.EnvironmentVersion } }] : null,
    };

    // Serverless notebooks bring an environment of their own.
    private static bool NeedsEnvironment(DatabricksRun run) => run is { ClusterId: null, NewCluster: null, Notebook: null };

    private static RunTask TaskOf(DatabricksRun run, Uri host) => new()
    {
        TaskKey = Main,
        NotebookTask = run.Notebook is { } notebook ? new()
        {
            NotebookPath = notebook, BaseParameters = run.Parameters.Count > 0 ? run.Parameters : null,
        }
        : null,
        SparkPythonTask = run.App is { } app
            ? new() { PythonFile = AppLauncher.Path, Parameters = [app.Folder, app.Program, .. run.Arguments] }
            : run.PythonFile is { } file ? new() { PythonFile = file, Parameters = run.Arguments.Count > 0 ? run.Arguments : null }
            : null,
        ExistingClusterId = run.ClusterId,
        NewCluster = run.NewCluster is { } cluster ? new()
        {
            SparkVersion = cluster.SparkVersion, NodeTypeId = cluster.NodeType,
            SparkEnvVars = new Dictionary<string, string>(cluster.Secrets.Select(
                pair => KeyValuePair.Create(pair.Key, $"{{{{secrets/{pair.Value}}}}}"))) { ["DATABRICKS_HOST"] = host.OriginalString },
        }
        : null,
        EnvironmentKey = NeedsEnvironment(run) ? Environment : null,
    };
}
