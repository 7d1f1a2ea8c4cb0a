using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl.EndToEnd.Tests;

/// <summary>What mistakes are made with: a folder, a file of payments, pipelines, models.</summary>
internal sealed class Given : IDisposable
{
    private const int RowCount = 240;
    private static readonly string[] Cities = ["Bern", "Basel", "Genf"];
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public static FraudPipeline Simple => new FraudPipelineBuilder().Drop("city").Train(Trainers.LogisticRegression()).Build();

    public static FraudPipeline Costly => Simple.With(Costs.PerTransaction(row => row["amount"], review: 5));

    public string At(params string[] parts) => _folder.At(parts);

    public string Write(string name, string text) => _folder.Write(name, text);

    public Dataset Csv(string text, Func<DatasetSchema, DatasetSchema>? schema = null, CsvOptions? options = null) =>
        Dataset.FromCsv(Write("data.csv", text), schema, options);

    /// <summary>Payments: a time, a card, an amount that frauds have higher, a ratio without meaning, a city.</summary>
    public string Payments(Func<int, bool>? isFraud = null, int rowCount = RowCount)
    {
        isFraud ??= row => row % 6 == 0;
        IEnumerable<string> rows = Enumerable.Range(0, rowCount).Select(row => string.Create(CultureInfo.InvariantCulture,
            $"2026-01-{1 + row / 24 % 28:00} {row % 24:00}:00:00,c{row % 20},{(isFraud(row) ? 60 : 20) + row * 7 % 50},"
            + $"{row * 37 % 100 / 10.0},{Cities[row % 3]},{(isFraud(row) ? 1 : 0)}"));
        return Write("payments.csv", $"at,card,amount,ratio,city,fraud\n{string.Join('\n', rows)}\n");
    }

    public Dataset Data(Func<DatasetSchema, DatasetSchema>? schema = null, Func<int, bool>? isFraud = null, int rowCount = RowCount) =>
        Dataset.FromCsv(Payments(isFraud, rowCount), schema ?? (given => given.Label("fraud").Timestamp("at").Key("card")));

    public FraudModel Model(FraudPipeline? pipeline = null) => (pipeline ?? Simple).Fit(Data());

    public MlflowClient Store() => MlflowClient.Connect(new() { TrackingUri = $"sqlite:///{At("mlflow.db")}" });

    public string SavedModel()
    {
        using FileStream file = File.Create(At("model.fraudml"));
        Model().Save(file);
        return file.Name;
    }

    public static FraudModel Load(string path)
    {
        using FileStream file = File.OpenRead(path);
        return FraudModel.Load(file);
    }

    public Experiment Trial(params FraudPipeline[] candidates) =>
        new Experiment("first day").Compare(candidates).ValidateBy(Folds.Stratified(3)).Parallelize(1);

    /// <summary>Takes out what differs from machine to machine.</summary>
    public string Generic(string text) => text.Replace(Folder, "{folder}", StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
