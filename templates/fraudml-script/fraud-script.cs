#:sdk FraudMl.Sdk@FRAUDML_PACKAGES
// dotnet run fraud-script.cs                                   trains, evaluates and registers
// dotnet run fraud-script.cs -- --html fraud-script.html       the same, and writes code and outputs into one page

// %% Data: generated here; put Dataset.FromCsv(…) with your columns in its place.
Dataset transactions = SyntheticTransactions.CreditCard(new() { RowCount = 20_000, Seed = 42 });
(Dataset train, Dataset test) = transactions.SplitByTime(testShare: 0.2);
Show(train.Profile());

// %% Features, resampling, learner, calibration, decision
FraudPipeline pipeline = new FraudPipelineBuilder()
    .Impute(Columns.Numbers, Imputation.Median)
    .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
    .Standardize(Columns.Numbers)
    .Train(Trainers.LightGbm())
    .Calibrate(Calibrators.Platt())
    .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
    .Build();

// %% Training, tracked in mlflow.db, or where MLFLOW_TRACKING_URI says
using MlflowClient mlflow = MlflowClient.Connect();
ExperimentResult result = await new Experiment("fraud-script")
    .Compare(pipeline, pipeline.With(Trainers.LogisticRegression()))
    .EvaluateOn(test)
    .Render(new ReportRenderer())
    .Observe(new ConsoleProgress(), new MlflowObserver(mlflow))
    .RunAsync(train);
Show(result);

// %% The registry
RegisteredFraudModel registered = await mlflow.RegisterAsync(result.Best, "fraud-script", alias: "champion");
Console.WriteLine($"Registered {registered.Name} version {registered.Version} as champion.");
