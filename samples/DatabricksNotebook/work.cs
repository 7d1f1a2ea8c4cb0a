global using System.Net.Http.Json;
global using System.Text.Json;
global using FraudMl.Profiling;
global using FraudMl.Serving;
global using Microsoft.AspNetCore.Builder;
global using Microsoft.AspNetCore.Hosting;
global using Microsoft.Extensions.Logging;

/// <summary>What every cell works with. A cell of the notebook is a program of its own: what is cheap is made anew, what took long is read
/// from the work folder or from MLflow.</summary>
internal static class Work
{
    public const string Name = "creditcard-fraud";

    private static readonly Lazy<Dataset> All = new(Read);
    private static readonly Lazy<(Dataset Train, Dataset Test)> Split = new(() => All.Value.SplitByTime(testShare: 0.2));
    private static readonly Lazy<MlflowClient> Client = new(() => MlflowClient.Connect(IsLocal
        ? new() { TrackingUri = TrackingUri }
        : new() { TrackingUri = TrackingUri, RegistryUri = "databricks-uc", Backends = [new DatabricksBackend()] }));

    /// <summary>Whether everything stays on this machine: FRAUDML_LOCAL=1, or no workspace is named.</summary>
    public static bool IsLocal { get; } = Setting("FRAUDML_LOCAL") == "1" || Setting("DATABRICKS_HOST") is null;

    /// <summary>The folder that cells hand on what took long.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(
        Setting("FRAUDML_WORK") ?? Path.Combine(Path.GetTempPath(), "fraudml-notebook")).FullName;

    /// <summary>Where runs and models go: a file here, the workspace there.</summary>
    public static string TrackingUri { get; } =
        Setting("MLFLOW_TRACKING_URI") ?? (IsLocal ? $"sqlite:///{Path.Combine(Folder, "mlflow.db")}" : "databricks");

    /// <summary>The registered model, which Unity Catalog knows by a catalog, a schema and a name.</summary>
    public static string ModelName { get; } = Setting("FRAUDML_MODEL") ?? (IsLocal ? Name : "main.fraud.cards");

    /// <summary>The folder of the model that the tuning found.</summary>
    public static string ModelFolder => Path.Combine(Folder, "model");

    public static Dataset Transactions => All.Value;

    /// <summary>The first 80 % of the time.</summary>
    public static Dataset Train => Split.Value.Train;

    /// <summary>The last 20 % of the time, which nothing is chosen by.</summary>
    public static Dataset Test => Split.Value.Test;

    public static MlflowClient Mlflow => Client.Value;

    public static IFolds Folds => FraudMl.Folds.Stratified(3, seed: 42);

    /// <summary>Features of a transaction, and when it is reviewed: where a missed fraud costs more than a review.</summary>
    public static FraudPipeline Pipeline => new FraudPipelineBuilder()
        .Impute(Columns.Numbers, Imputation.Median)
        .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
        .Derive("HourOfDay", row => row["Time"] % 86400 / 3600)
        .Drop("Time")
        .Standardize(Columns.Numbers)
        .Train(Trainers.LogisticRegression())
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"] + 15, review: 5))
        .Build();

    /// <summary>The first rows as values by name, as a request has them.</summary>
    public static IEnumerable<Dictionary<string, float>> RowsOf(Dataset data, int count) => Enumerable.Range(0, count).Select(row =>
        data.Columns.OfType<NumberColumn>().Where(column => column.Name != "Class")
            .ToDictionary(column => column.Name, column => column.Values[row]));

    // FRAUDML_DATA names a table of Unity Catalog, a CSV file or a folder of them; without it transactions are generated.
    private static Dataset Read()
    {
        if (Setting("FRAUDML_DATA") is not { } source)
        {
            source = Path.Combine(Folder, "creditcard.csv");
            if (!File.Exists(source))
                SyntheticTransactions.CreditCard(new() { RowCount = 12_000, FraudRatio = 0.01, Seed = 42 }).WriteCsv(source);
        }

        if (Directory.Exists(source)) return Dataset.FromCsv([.. Directory.EnumerateFiles(source, "*.csv*").Order()], Layout);
        return File.Exists(source)
            ? Dataset.FromCsv(source, Layout)
            : Dataset.FromDatabricksAsync(source, Layout).GetAwaiter().GetResult();
    }

    private static DatasetSchema Layout(DatasetSchema schema) =>
        schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Feature("Time").Number("Time");

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
