using System.Net;
using System.Text;
using FraudMl;
using FraudMl.Mlflow;
using FraudMl.Serving;
using FraudMl.Tracking;

// NativeApp FOLDER: writes transactions, reads them by every door, compares pipelines, saves, packages and
// registers the best, serves it from the registry and asks it over HTTP. Prints what it did; whatever differs ends it with 1.
string folder = args[0];
Directory.CreateDirectory(folder);
Dataset made = SyntheticTransactions.CreditCard(new() { RowCount = 3_000, FraudRatio = 0.03, Seed = 5 });
made.WriteCsv(At("cards.csv"));
made.WriteParquet(At("cards.parquet"));
static DatasetSchema Schema(DatasetSchema schema) => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds);
Dataset data = Dataset.FromCsv(At("cards.csv"), Schema);
Require(Dataset.FromParquet(At("cards.parquet"), Schema).RowCount == data.RowCount, "Parquet has other rows than CSV");
Payment[] payments = [.. Enumerable.Range(0, 200).Select(i => new Payment(i * 1.5f, i % 3 == 0 ? "web" : "shop", i % 10 == 0))];
Require(Dataset.FromRows(payments, schema => schema.Label("IsFraud")).FraudCount == 20, "objects are read otherwise");
Require(DatasetProfile.FromJson(data.Profile().ToJson()).RowCount == data.RowCount, "the profile is read otherwise than it was written");

using MlflowClient mlflow = MlflowClient.Connect(new MlflowOptions { TrackingUri = $"sqlite:///{At("mlflow.db")}" });
await mlflow.RequireReadyAsync("cards");
FraudPipeline pipeline = new FraudPipelineBuilder()
    .Impute(Columns.Numbers).Derive("LogAmount", row => MathF.Log(1 + row["Amount"])).Standardize(Columns.Numbers)
    .Train(Trainers.LogisticRegression()).Calibrate(Calibrators.Platt())
    .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5)).Build();
(Dataset train, Dataset test) = data.SplitByTime(testShare: 0.2);
ExperimentResult result = await new Experiment("cards")
    .Compare(pipeline, pipeline.With(Resamplers.Smote(new() { TargetRatio = 0.1 })))
    .EvaluateOn(test).Observe(new MlflowObserver(mlflow)).RunAsync(train);
FraudModel model = result.Best;
File.WriteAllText(At("evaluation.json"), model.Evaluate(test).ToJson());
FraudModelPackage.Write(model, At("model"), new() { Example = test, Reference = train });
Require(FraudModelPackage.LoadReference(At("model")) is not null, "the reference profile is not there");
RegisteredFraudModel registered = await mlflow.RegisterAsync(FraudModelPackage.Load(At("model")), "cards", alias: "champion");
LoadedFraudModel loaded = await mlflow.LoadFraudModelAsync("models:/cards@champion");
Require(loaded.Integrity == ModelIntegrity.Registered, $"the registered model is {loaded.Integrity}");

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddFraudScoring("models:/cards@champion", scoring => scoring.TrackingUri = mlflow.TrackingUri);
await using WebApplication app = builder.Build();
app.MapFraudScoring();
await app.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
string row = "{" + string.Join(',', model.Inputs.Select(input => $"\"{input.Name}\":1")) + "}";
await AskAsync("/invocations", File.ReadAllText(At("model", "serving_input_example.json")), HttpStatusCode.OK, "fraud_probability");
await AskAsync("/score?reasons=3", row, HttpStatusCode.OK, "\"reasons\":[");
await AskAsync("/score", "{}", HttpStatusCode.BadRequest, "missing inputs");
await AskAsync("/invocations", "{}", HttpStatusCode.BadRequest, "error_code");
await app.StopAsync();
Console.WriteLine($"{registered.Name} version {registered.Version} of {result.Trials.Count} trials, served from the registry");

string At(params string[] path) => Path.Combine([folder, .. path]);

async Task AskAsync(string path, string body, HttpStatusCode status, string part)
{
    using var content = new StringContent(body, Encoding.UTF8, "application/json");
    using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
    string answer = await response.Content.ReadAsStringAsync();
    Require(response.StatusCode == status && answer.Contains(part, StringComparison.Ordinal),
        $"POST {path} answered {(int)response.StatusCode}: {answer}");
}

static void Require(bool isSo, string otherwise)
{
    if (isSo) return;
    Console.WriteLine(otherwise);
    Environment.Exit(1);
}

internal sealed record Payment(float Amount, string Channel, bool IsFraud);
