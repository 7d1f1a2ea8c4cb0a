using System.Net;
using System.Text;
using System.Text.Json.Serialization;
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

await using WebApplication cards = await ServeAsync(services =>
    services.AddFraudScoring("models:/cards@champion", scoring => scoring.TrackingUri = mlflow.TrackingUri));
string row = "{" + string.Join(',', model.Inputs.Select(input => $"\"{input.Name}\":1")) + "}";
await AskAsync(cards, "/invocations", File.ReadAllText(At("model", "serving_input_example.json")), HttpStatusCode.OK, "fraud_probability");
await AskAsync(cards, "/score?reasons=3", row, HttpStatusCode.OK, "\"reasons\":[");
await AskAsync(cards, "/v2/models/cards/infer", "{\"inputs\":[{\"name\":\"inputs\",\"datatype\":\"FP32\",\"shape\":[1," + model.Inputs.Count
    + "],\"data\":[" + string.Join(',', model.Inputs.Select(_ => 1)) + "]}]}", HttpStatusCode.OK, "fraud_probability");
await AskAsync(cards, "/score", "{}", HttpStatusCode.BadRequest, "missing inputs");
await AskAsync(cards, "/invocations", "{}", HttpStatusCode.BadRequest, "error_code");
await AskParquetAsync(cards, At("cards.parquet"));
await cards.StopAsync();

// A transaction of a type of one's own, at an endpoint of one's own.
FraudModel ofPayments = new FraudPipelineBuilder().OneHot("Channel").Train(Trainers.LogisticRegression())
    .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5)).Build()
    .Fit(Dataset.FromRows(payments, schema => schema.Label("IsFraud")));
await using WebApplication shop = await ServeAsync(
    services => services.AddFraudScoringModel(ofPayments),
    app => app.MapPost("/pay", (Payment payment, IFraudScorer scorer) => scorer.Decide(payment)));
await AskAsync(shop, "/pay", """{"Amount":290,"Channel":"shop"}""", HttpStatusCode.OK,
    ofPayments.Decide(new Payment(290, "shop", IsFraud: false)) ? "true" : "false");
using (var client = new HttpClient())
{
    string described = await client.GetStringAsync(new Uri($"{shop.Urls.First()}/openapi/v1.json"));
    Require(described.Contains("\"Channel\"", StringComparison.Ordinal), $"OpenAPI does not name the columns: {described}");
}

await shop.StopAsync();
Console.WriteLine($"{registered.Name} version {registered.Version} of {result.Trials.Count} trials, served from the registry");

static async Task<WebApplication> ServeAsync(Action<IServiceCollection> register, Action<WebApplication>? map = null)
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PaymentJson.Default));
    builder.Services.AddOpenApi();
    register(builder.Services);
    WebApplication app = builder.Build();
    app.MapFraudScoring();
    app.MapOpenApi();
    map?.Invoke(app);
    await app.StartAsync();
    return app;
}

string At(params string[] path) => Path.Combine([folder, .. path]);

static async Task AskAsync(WebApplication app, string path, string body, HttpStatusCode status, string part)
{
    using var client = new HttpClient();
    using var content = new StringContent(body, Encoding.UTF8, "application/json");
    using HttpResponseMessage response = await client.PostAsync(new Uri($"{app.Urls.First()}{path}"), content);
    string answer = await response.Content.ReadAsStringAsync();
    Require(response.StatusCode == status && answer.Contains(part, StringComparison.Ordinal),
        $"POST {path} answered {(int)response.StatusCode}: {answer}");
}

// Read ahead of time as everywhere: with no reflection.
static async Task AskParquetAsync(WebApplication app, string path)
{
    using var client = new HttpClient();
    using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path));
    content.Headers.ContentType = new("application/vnd.apache.parquet");
    using HttpResponseMessage response = await client.PostAsync(new Uri($"{app.Urls.First()}/invocations"), content);
    string answer = await response.Content.ReadAsStringAsync();
    Require(response.StatusCode == HttpStatusCode.OK, $"Parquet was answered with {(int)response.StatusCode}: {answer}");
}

static void Require(bool isSo, string otherwise)
{
    if (isSo) return;
    Console.WriteLine(otherwise);
    Environment.Exit(1);
}

internal sealed record Payment(float Amount, string Channel, bool IsFraud);

[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(bool))]
internal sealed partial class PaymentJson : JsonSerializerContext;
