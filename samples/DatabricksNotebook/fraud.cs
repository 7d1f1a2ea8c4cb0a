#!/usr/bin/env dotnet
#:sdk FraudMl.Sdk@0.1.0
#:package FraudMl.Databricks@0.1.0
#:package FraudMl.Serving@0.1.0
#:include work.cs

// %% [markdown]
// # Card fraud in C#, from the table to the endpoint
//
// Transactions are read and explored, features are made, four learners are compared and tuned, every run is kept in MLflow, the best
// model is registered, deployed, asked over HTTP, run over a large table and watched.
//
// On Databricks it reads the table that `FRAUDML_DATA` names and works with the workspace. With `FRAUDML_LOCAL=1` everything stays in a
// folder of this machine, and without `FRAUDML_DATA` the transactions are generated: **their figures say nothing about real fraud**.

// %% [markdown]
// ## Read
// A table of Unity Catalog, a CSV file or a folder of them. The last fifth of the time is the test: nothing is chosen by it.

// %% Read
Show(Work.Transactions);
Console.WriteLine($"train {Work.Train.RowCount:#,0} rows with {Work.Train.FraudCount} frauds, "
    + $"test {Work.Test.RowCount:#,0} with {Work.Test.FraudCount}");

// %% [markdown]
// ## Explore
// Training rows only. The profile says what is worth a look; the two columns that tell most of a fraud by themselves follow as plots.

// %% Explore
DatasetProfile profile = Work.Train.Profile();
Show(profile);
foreach (ColumnProfile column in profile.Columns.OrderByDescending(column => column.InformationValue ?? 0).Take(2)) Show(column);
Show(profile["Amount"]);

// %% [markdown]
// ## Prepare
// Whether features are worth their place is measured, on the same folds: numbers as they come, against the logarithm of the amount and the
// hour of the day. Steps are fitted inside each training fold; trees care less for a logarithm than a linear model does.

// %% Prepare
FraudPipeline plain = new FraudPipelineBuilder()
    .Impute(Columns.Numbers, Imputation.Median)
    .Standardize(Columns.Numbers)
    .Train(Trainers.LogisticRegression())
    .Build();
Show(from candidate in new[] { ("as they come", plain), ("engineered", Work.Pipeline) }
     let report = candidate.Item2.CrossValidate(Work.Train, Work.Folds)
     select new
     {
         Features = candidate.Item1,
         AveragePrecision = report.Mean(Metrics.AveragePrecision),
         Deviation = report.StandardDeviation(Metrics.AveragePrecision),
         RocAuc = report.Mean(Metrics.RocAuc),
     }, "Logistic regression, three folds");

// %% [markdown]
// ## Compare learners
// Logistic regression, a random forest, LightGBM and XGBoost on the same folds. Each is a run in MLflow.

// %% Learners
ExperimentResult learners = await new Experiment(Work.Name)
    .Compare(
        Work.Pipeline,
        Work.Pipeline.With(Trainers.RandomForest(new() { TreeCount = 30 })),
        Work.Pipeline.With(Trainers.LightGbm(new() { TreeCount = 60 })),
        Work.Pipeline.With(Trainers.XGBoost(new() { TreeCount = 60 })))
    .ValidateBy(Work.Folds)
    .Seed(42)
    .Render(new ReportRenderer())
    .Observe(new ConsoleProgress(), new MlflowObserver(Work.Mlflow))
    .RunAsync(Work.Train);
Show(learners);

// %% [markdown]
// ## Imbalance
// One transaction in a hundred is a fraud. What resampling of the training folds changes is measured at the natural ratio.

// %% Imbalance
FraudPipeline boosted = Work.Pipeline.With(Trainers.LightGbm(new() { TreeCount = 60 }));
ExperimentResult resampled = await new Experiment($"{Work.Name}-imbalance")
    .Compare(
        boosted,
        boosted.With(Resamplers.ClassWeights()),
        boosted.With(Resamplers.RandomUnder()),
        boosted.With(Resamplers.Smote(new() { TargetRatio = 0.1 })))
    .ValidateBy(Work.Folds)
    .Seed(42)
    .Observe(new MlflowObserver(Work.Mlflow))
    .RunAsync(Work.Train);
Show(resampled.Leaderboard);

// %% [markdown]
// ## Tune
// A grid, random draws and the search that chooses by itself, each with the same budget. The winner is fitted on all training rows, with
// its calibrator and its decision, and written as an MLflow model.

// %% Tune
ParameterSpace ranges = new ParameterSpace([])
    .Range("LeafCount", 7, 31, Scale.Log, isInteger: true)
    .Range("LearningRate", 0.05, 0.3, Scale.Log)
    .Range("MinimumRowsPerLeaf", 5, 50, Scale.Log, isInteger: true);
ExperimentResult tuned = await new Experiment($"{Work.Name}-tuning")
    .Compare(Work.Pipeline.With(Trainers.LightGbm(new() { TreeCount = 60 })))
    .ValidateBy(Work.Folds)
    .Optimize(Metrics.AveragePrecision, Search.Grid(), Budget.OfTrials(4), ranges)
    .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(4), ranges)
    .Optimize(Metrics.AveragePrecision, Search.Auto(), Budget.OfTrials(4), ranges)
    .EvaluateOn(Work.Test)
    .Seed(42)
    .Render(new ReportRenderer())
    .Observe(new ConsoleProgress(), new MlflowObserver(Work.Mlflow))
    .RunAsync(Work.Train);
FraudModelPackage.Write(tuned.Best, Work.ModelFolder, new() { Example = Work.Test, Reference = Work.Train });
Show(tuned);

// %% [markdown]
// ## Runs
// Every trial is a run in MLflow, with its parameters, the metrics of each fold and its curves: the workspace's pages show them, and so
// does the API.

// %% Runs
var runs = new List<MlflowRun>();
foreach (string experiment in new[] { Work.Name, $"{Work.Name}-imbalance", $"{Work.Name}-tuning" })
{
    string id = (await Work.Mlflow.Experiments.GetByNameAsync(experiment)).Experiment.ExperimentId;
    await foreach (MlflowRun run in Work.Mlflow.Runs.SearchAllAsync(new MlflowSearchRuns { ExperimentIds = [id] })) runs.Add(run);
}

var scored = runs
    .Select(run => new
    {
        Run = run.Info.RunName,
        AveragePrecision = run.Data.Metrics.FirstOrDefault(metric => metric.Key == "average_precision")?.Value ?? double.NaN,
        run.Info.Status,
    })
    .Where(run => double.IsFinite(run.AveragePrecision))
    .OrderByDescending(run => run.AveragePrecision)
    .ToArray();
Show(scored, "Runs, best first");
var chart = new ScottPlot.Plot();
chart.Add.Bars(scored.Select(run => run.AveragePrecision).ToArray());
chart.Title("Average precision of every run, best first");
Show(chart, "average precision of every run");
ShowMarkdown($"**Findings.** Of {scored.Length} runs the best is *{scored[0].Run}* with an average precision of "
    + $"{scored[0].AveragePrecision:0.000}; the median is {scored[scored.Length / 2].AveragePrecision:0.000}. What resampling and "
    + "tuning add counts where the leaderboards above do not call it noise.");

// %% [markdown]
// ## Register
// A version of the registered model, and the alias that serving follows.

// %% Register
RegisteredFraudModel champion = await Work.Mlflow.RegisterAsync(
    FraudModelPackage.Load(Work.ModelFolder), Work.ModelName, alias: "champion");
Console.WriteLine($"{champion.Name} version {champion.Version} is champion");

// %% [markdown]
// ## Deploy, and ask over HTTP
// In a workspace the registered version becomes a serving endpoint. An app of your own speaks the same protocol: this process serves the
// model too.

// %% Deploy
if (!Work.IsLocal)
{
    using DatabricksServing serving = DatabricksServing.Connect();
    string version = (await Work.Mlflow.Registry.GetByAliasAsync(Work.ModelName, "champion")).ModelVersion.Version;
    await serving.DeployAsync(
        Work.Name, [new() { Model = Work.ModelName, Version = version }], new() { OnProgress = progress => Console.WriteLine(progress) });
    using FraudScoringClient endpoint = serving.Query(Work.Name);
    Show(await endpoint.ScoreAsync(Work.RowsOf(Work.Test, 5)), $"Serving endpoint {Work.Name}");
}

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddFraudScoring(
    Work.IsLocal ? $"models:/{Work.ModelName}@champion" : Work.ModelFolder, scoring => scoring.TrackingUri = Work.TrackingUri);
await using WebApplication app = builder.Build();
app.MapFraudScoring();
await app.StartAsync();
using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
string request = await File.ReadAllTextAsync(Path.Combine(Work.ModelFolder, "serving_input_example.json"));
using HttpResponseMessage response =
    await http.PostAsync("/invocations", new StringContent(request, System.Text.Encoding.UTF8, "application/json"));
response.EnsureSuccessStatusCode();
JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
Show(answer.GetProperty("predictions").EnumerateArray().Select((prediction, row) => new
{
    Row = row + 1,
    Probability = prediction.GetProperty("fraud_probability").GetDouble(),
    Decision = prediction.GetProperty("fraud_decision").GetInt64() == 1 ? "review" : "pass",
}), "POST /invocations");

// %% [markdown]
// ## Score a large table
// In C#, and on the workers of Spark: by `mlflow.pyfunc.spark_udf`, or by a scalar-iterator UDF that opens the exported graph once for
// each worker and needs onnxruntime and numpy alone.

// %% Score
FraudModel model = FraudModelPackage.Load(Work.ModelFolder);
double[] probabilities = model.Score(Work.Test);
Show(Enumerable.Range(0, probabilities.Length).OrderByDescending(row => probabilities[row]).Take(10).Select(row => new
{
    Row = row + 1,
    Probability = probabilities[row],
    Label = Work.Test.Labels[row] ? "fraud" : "legitimate",
}), "The ten most suspicious transactions of the test");

// %% [python]
// # mlflow.pyfunc.spark_udf: the registered model on every worker. It needs Spark and MLflow in Python.
// if "spark" in globals() and not LOCAL:
//     import mlflow
//     MODEL = os.environ.get("FRAUDML_MODEL", "main.fraud.cards")
//     mlflow.set_registry_uri("databricks-uc")
//     rows = spark.table(os.environ["FRAUDML_DATA"])
//     score = mlflow.pyfunc.spark_udf(spark, f"models:/{MODEL}@champion", env_manager="local",
//                                     result_type="fraud_probability double, fraud_decision long")
//     rows.withColumn("scored", score(*[rows[name] for name in rows.columns if name != "Class"])).select("Time", "scored.*").show(5)
// else:
//     print("spark_udf runs on a cluster")

// %% [python]
// # A scalar-iterator UDF on the exported graph: the session is made once for each worker, not for each batch.
// from typing import Iterator, Tuple
//
// import numpy
// import pandas
//
// GRAPH = (WORK / "model" / "model.onnx").read_bytes()  # travels with the function: workers don't see this machine's files
// COLUMNS = ["Time"] + [f"V{i}" for i in range(1, 29)] + ["Amount"]
//
//
// def fraud_probability(batches: Iterator[Tuple[pandas.Series, ...]]) -> Iterator[pandas.Series]:
//     import onnxruntime
//     options = onnxruntime.SessionOptions()
//     options.intra_op_num_threads = 1  # Spark runs a worker for each core
//     session = onnxruntime.InferenceSession(GRAPH, options, providers=["CPUExecutionProvider"])
//     face = session.get_inputs()[0].name
//     for columns in batches:
//         rows = numpy.stack([column.to_numpy(dtype=numpy.float32) for column in columns], axis=1)
//         yield pandas.Series(session.run(["fraud_probability"], {face: rows})[0].reshape(-1))
//
//
// if "spark" in globals() and not LOCAL:
//     from pyspark.sql.functions import pandas_udf
//     rows = spark.table(os.environ["FRAUDML_DATA"])
//     rows.select("Time", pandas_udf(fraud_probability, "double")(*[rows[name] for name in COLUMNS]).alias("p")).show(5)
// elif importlib.util.find_spec("onnxruntime"):
//     frame = pandas.read_csv(os.environ.get("FRAUDML_DATA") or WORK / "creditcard.csv")
//     batches = ([batch[name] for name in COLUMNS] for _, batch in frame.groupby(numpy.arange(len(frame)) // 1000))
//     scores = pandas.concat(fraud_probability(batches), ignore_index=True)
//     print(f"{len(scores)} rows, mean probability {scores.mean():.4f}")
// else:
//     print("the UDF needs onnxruntime")

// %% [markdown]
// ## Watch
// Training rows leave counts in the model's package; what is scored later is compared with them. `Time` counts from the first transaction
// and moves by itself. The second report is of rows whose amounts are ten times as high.

// %% Drift
FraudModel watched = FraudModelPackage.Load(Work.ModelFolder);
ReferenceProfile reference = FraudModelPackage.LoadReference(Work.ModelFolder)!;
Show(Work.Test.Drift(watched, reference));
var amounts = (NumberColumn)Work.Test["Amount"];
float[] inflated = [.. Enumerable.Range(0, amounts.RowCount).Select(row => 10 * amounts.Values[row])];
var later = new Dataset([.. Work.Test.Columns.Select(column => column.Name == "Amount" ? new NumberColumn("Amount", inflated) : column)]);
Show(later.Drift(watched, reference));
