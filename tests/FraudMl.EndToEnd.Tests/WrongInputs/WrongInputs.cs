using System.Globalization;
using System.Text;
using FraudMl.Mlflow;
using FraudMl.Reporting;
using FraudMl.Tracking;

namespace FraudMl.EndToEnd.Tests;

/// <summary>The mistakes, by what they are made with.</summary>
internal static class WrongInputs
{
    public static IReadOnlyList<WrongInput> All { get; } =
        [.. Names(), .. Files(), .. Values(), .. Pipelines(), .. Rows(), .. Validation(), .. Experiments(), .. Scoring(),
            .. Models(), .. Stores()];

    // Names that are not there.
    private static IEnumerable<WrongInput> Names() =>
    [
        Says("a column in other letters", given => given.Data()["Amount"]),
        Says("a column misspelt", given => given.Data()["amout"]),
        Says("a column that nothing is like", given => given.Data()["merchant"]),
        Says("a label that the file does not have", given => given.Data(schema => schema.Label("Fraud"))),
        Says("two columns of the schema that the file does not have",
            given => given.Data(schema => schema.Label("fraud").Timestamp("time").Key("cart"))),
        Says("a step on a column misspelt", given => Fit(given, builder => builder.Standardize("ammount"))),
        Says("a step on the timestamp", given => Fit(given, builder => builder.Calendar("at"))),
        Says("a step on a key", given => Fit(given, builder => builder.TargetMean("card"))),
        Says("a step on the label", given => Fit(given, builder => builder.Standardize("fraud"))),
        Says("a step on an ignored column", given => Fit(given, builder => builder.Standardize("ratio"),
            schema => schema.Label("fraud").Timestamp("at").Key("card").Ignore("ratio"))),
        Says("a step on a role in other letters", given => Fit(given, builder => builder.Calendar("At"))),
        Says("a step on a column that an earlier one ended", given => Fit(given, builder => builder.OneHot("city").TargetMean("city"))),
        Says("a derived column of one misspelt", given => Fit(given, builder => builder.Derive("log", row => Math.Log(row["Amount"])))),
        Says("costs of a column misspelt",
            given => Given.Simple.With(Costs.PerTransaction(row => row["amuont"], review: 5)).Fit(given.Data())),
        Says("costs of a column that a step makes", given => new FraudPipelineBuilder().Drop("city")
            .Derive("LogAmount", row => Math.Log(row["amount"])).Train(Trainers.LogisticRegression())
            .DecideBy(Costs.PerTransaction(row => row["LogAmount"], review: 5)).Build().Fit(given.Data())),
        Says("costs of the time", given => Given.Simple.With(Costs.PerTransaction(row => row["at"], review: 5)).Fit(given.Data())),
        Says("folds by a key misspelt", given => Given.Simple.CrossValidate(given.Data(), Folds.Grouped("Card"))),
        Says("a split by a column that is no key", given => given.Data().SplitByEntity("city", 0.2)),
        Says("a metric misspelt", _ => Metrics.Named("average_precison")),
        Says("a column of a profile in other letters", given => given.Data().Profile()["AMOUNT"]),
        Says("a reason's text for an input misspelt", given => given.Model().WithReasons(
            new() { Texts = new Dictionary<string, string> { ["Amount"] = "a high amount" } })),
        Says("a monotone constraint on a feature misspelt", given => new FraudPipelineBuilder().Drop("city")
            .Train(Trainers.LightGbm(new() { IncreasingFeatures = ["Amount"] })).Build().Fit(given.Data())),
        Says("windows of a key misspelt", given => given.Data().WithWindows(Velocity.Per("Card").Over(TimeSpan.FromDays(1)).Count())),
        Says("a sum of a column misspelt",
            given => given.Data().WithWindows(Velocity.Per("card").Over(TimeSpan.FromDays(1)).Sum("amont"))),
        Says("an option to set that is misspelt", _ => Given.Simple.With(ParameterSet.Of(("trainer.L3", 1.0)))),
        Says("an option to set without its slot", _ => Given.Simple.With(ParameterSet.Of(("l2", 1.0)))),
    ];

    // Files that can't be read.
    private static IEnumerable<WrongInput> Files() =>
    [
        Says("no file", given => Dataset.FromCsv(given.At("nowhere.csv"))),
        Says("a folder as a file", given => Dataset.FromCsv(given.Folder)),
        Says("a URL as a file", _ => Dataset.FromCsv("https://example.org/payments.csv")),
        Says("an empty file", given => given.Csv("")),
        Says("a header alone", given => given.Csv("amount,fraud\n", schema => schema.Label("fraud"))),
        Says("a column twice", given => given.Csv("amount,amount\n1,2\n")),
        Says("a ragged row", given => given.Csv("amount,fraud\n1,0\n2\n", schema => schema.Label("fraud"))),
        Says("a file in Latin-1", given =>
        {
            File.WriteAllBytes(given.At("latin.csv"), Encoding.Latin1.GetBytes("city,fraud\nZürich,0\n"));
            return Dataset.FromCsv(given.At("latin.csv"));
        }),
        Says("a workbook as CSV", given =>
        {
            using (var zip = System.IO.Compression.ZipFile.Open(given.At("payments.csv"), System.IO.Compression.ZipArchiveMode.Create))
                zip.CreateEntry("[Content_Types].xml");
            return Dataset.FromCsv(given.At("payments.csv"));
        }),
        Says("a workbook's name", given => Dataset.FromCsv(given.Write("payments.xlsx", "PK\u0003\u0004nothing"))),
        Says("a Parquet file as CSV", given => Dataset.FromCsv(given.Write("payments.parquet", "PAR1\u0015\u0004"))),
        Says("a text among numbers", given => given.Csv("amount,fraud\n1,0\nabc,1\n", schema => schema.Label("fraud").Number("amount"))),
        Says("two labels", given => given.Data(schema => schema.Label("fraud").Label("amount"))),
        Says("two timestamps", given => given.Csv("a,b,fraud\n1,2,0\n",
            schema => schema.Label("fraud").Timestamp("a").Timestamp("b"))),
        Says("a label that is a feature too", given => Given.Simple.Fit(given.Data(schema => schema.Label("fraud").Feature("fraud")))),
        Says("options of CSV that contradict", given => given.Csv("a\n1\n", options: new() { Delimiter = ';', Quote = ';' })),
    ];

    // Values that a file has in its own way.
    private static IEnumerable<WrongInput> Values() =>
    [
        Says("labels in words", given => given.Csv("x,y\n1,fraud\n2,legit\n", schema => schema.Label("y"))),
        Says("labels by letters", given => given.Csv("x,y\n1,N\n2,Y\n", schema => schema.Label("y"))),
        Says("labels 1 and 2", given => given.Csv("x,y\n1,1\n2,2\n", schema => schema.Label("y"))),
        Says("a third label", given => given.Csv("x,y\n1,fraud\n2,legit\n3,unknown\n", schema => schema.Label("y", "fraud"))),
        Says("a label that is missing", given => given.Csv("x,y\n1,1\n2,\n", schema => schema.Label("y"))),
        Says("a timestamp of another country",
            given => given.Csv("at,y\n01.02.2026 10:00,0\n", schema => schema.Label("y").Timestamp("at"))),
        Says("a timestamp of America",
            given => given.Csv("at,y\n1/31/2026 10:00 AM,0\n", schema => schema.Label("y").Timestamp("at"))),
        Says("dates of another country that nobody declared", given => new FraudPipelineBuilder().Train(Trainers.LogisticRegression())
            .Build().Fit(given.Csv("at,x,y\n01.02.2026 10:00,1,0\n02.02.2026 11:00,2,1\n", schema => schema.Label("y")))),
        Says("decimal commas", given => given.Csv("x;y\n3,5;0\n", schema => schema.Label("y").Number("x"))),
        Says("decimal commas that nobody declared", given => new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build()
            .Fit(given.Csv("x;y\n3,5;0\n4,5;1\n", schema => schema.Label("y")))),
        Says("amounts with a currency", given => given.Csv("x,y\n\"$1,200.50\",0\n", schema => schema.Label("y").Number("x"))),
        Says("milliseconds as seconds",
            given => given.Csv("at,y\n1767225600000,0\n1767225660000,1\n", schema => schema.Label("y").Timestamp("at"))),
        Says("labels in words, of objects", _ => Dataset.FromRows([new { Amount = 1.0, Kind = "fraud" }], schema => schema.Label("Kind"))),
    ];

    // Pipelines that make no sense.
    private static IEnumerable<WrongInput> Pipelines() =>
    [
        Says("no learner", _ => new FraudPipelineBuilder().Standardize("amount").Build()),
        Says("a second learner",
            _ => new FraudPipelineBuilder().Train(Trainers.LightGbm()).Train(Trainers.LogisticRegression()).Build()),
        Says("a second resampler", _ => new FraudPipelineBuilder().Resample(Resamplers.Smote()).Resample(Resamplers.RandomUnder())),
        Says("a step after the resampler", _ => new FraudPipelineBuilder().Resample(Resamplers.Smote()).Standardize("amount")),
        Says("a step after the learner", _ => new FraudPipelineBuilder().Train(Trainers.LightGbm()).Standardize("amount")),
        Says("a builder used again", _ =>
        {
            FraudPipelineBuilder builder = new FraudPipelineBuilder().Train(Trainers.LogisticRegression());
            builder.Build();
            return builder.Calibrate(Calibrators.Platt());
        }),
        Says("several options out of range", _ => new FraudPipelineBuilder().Train(
            Trainers.LightGbm(new() { LeafCount = 1, LearningRate = 0, TreeCount = -5 }))),
        Says("a resampler's ratio out of range",
            _ => new FraudPipelineBuilder().Resample(Resamplers.Smote(new() { TargetRatio = 1.4, NeighborCount = 0 }))),
        Says("a blank name", _ => Given.Simple.Named(" ")),
        Says("a name on two lines", _ => Given.Simple.Named("deep\ntrees")),
        Says("a derived column by a method", given => new FraudPipelineBuilder().Derive("x", row => Own(row["amount"]))),
        Says("a derived column with a cast", given => new FraudPipelineBuilder().Derive("x", row => (int)row["amount"] % 10)),
        Says("a derived column that reads none", given => new FraudPipelineBuilder().Derive("x", row => 3)),
        Says("costs of a review of nothing", _ => Costs.PerTransaction(row => row["amount"], review: 0)),
        Says("a text without an encoder",
            given => new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Fit(given.Data())),
        Says("a number step on a text", given => Fit(given, builder => builder.Standardize("city"))),
        Says("a text step on a number", given => Fit(given, builder => builder.OneHot("amount"))),
        Says("a calendar of a number", given => Fit(given, builder => builder.Calendar("amount"))),
        Says("a sum of a time", given => Fit(given, builder => builder.Standardize("at"),
            schema => schema.Label("fraud").Timestamp("at").Feature("at").Key("card"))),
        Says("every feature dropped", given => new FraudPipelineBuilder().Drop(Columns.Numbers).Drop("city")
            .Train(Trainers.LogisticRegression()).Build().Fit(given.Data())),
        Says("costs without a calibrator, checked", given => Given.Costly.Check(given.Data()).Warnings),
        Says("class weights and costs without a calibrator, cross-validated", given => Given.Costly.With(Resamplers.ClassWeights())
            .CrossValidate(given.Data(), Folds.Stratified(3)).Warnings),
        Says("a step on the timestamp, checked", given => new FraudPipelineBuilder().Calendar("at").Drop("city")
            .Train(Trainers.LogisticRegression()).Build().Check(given.Data()).Problems),
        Says("a text without an encoder, checked",
            given => new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Check(given.Data()).Problems),
    ];

    // Rows that can't be learned from.
    private static IEnumerable<WrongInput> Rows() =>
    [
        Says("no label to fit by", given => Given.Simple.Fit(given.Data(schema => schema.Timestamp("at").Key("card")))),
        Says("no label to evaluate by", given => given.Model().Evaluate(given.Data(schema => schema.Timestamp("at").Key("card")))),
        Says("no fraud", given => Given.Simple.Fit(given.Data(isFraud: _ => false))),
        Says("nothing but frauds", given => Given.Simple.Fit(given.Data(isFraud: _ => true))),
        Says("one row", given => Given.Simple.Fit(given.Data(isFraud: _ => true, rowCount: 1))),
        Says("no row", given => Given.Simple.Fit(given.Data().Take([]))),
        Says("missing values for a learner that takes none",
            given => new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build()
            .Fit(given.Csv("a,b,c,fraud\n1,,3,0\n,2,3,1\n1,5,3,0\n2,4,3,1\n", schema => schema.Label("fraud")))),
        Says("too few frauds for SMOTE",
            given => Given.Simple.With(Resamplers.Smote()).Fit(given.Data(isFraud: row => row is 3 or 90 or 150))),
        Says("a SMOTE ratio that is reached already",
            given => Given.Simple.With(Resamplers.Smote(new() { TargetRatio = 0.1 })).Fit(given.Data(isFraud: row => row % 2 == 0))),
        Says("a weight of nothing", given => new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Fit(
            given.Csv("a,w,fraud\n1,0,0\n2,0,1\n3,0,0\n4,0,1\n", schema => schema.Label("fraud").Weight("w")))),
        Says("a constant feature, checked", given => new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build()
            .Check(given.Csv("a,b,fraud\n1,7,0\n2,7,1\n3,7,0\n4,7,1\n", schema => schema.Label("fraud"))).Warnings),
        Says("windows without a length", given => given.Data().WithWindows(Velocity.Per("card").Count())),
        Says("a risk without a delay", given => given.Data().WithWindows(Velocity.Per("card").Over(TimeSpan.FromDays(1)).Risk())),
        Says("windows without times",
            given => given.Data(Timeless).WithWindows(Velocity.Per("card").Over(TimeSpan.FromDays(1)).Count())),
        Says("alerts a day without times", given => Given.Simple.With(Thresholds.AlertsPerDay(5))
            .Fit(given.Data(Timeless))),
    ];

    // Validation that can't be done, or that says too much.
    private static IEnumerable<WrongInput> Validation() =>
    [
        Says("more folds than frauds",
            given => Given.Simple.CrossValidate(given.Data(isFraud: row => row is 3 or 90), Folds.Stratified(5))),
        Says("one fold", _ => Folds.Stratified(1)),
        Says("folds by time without a fraud in one",
            given => Given.Simple.CrossValidate(given.Data(isFraud: row => row < 40 && row % 6 == 0), Folds.TimeOrdered(4))),
        Says("folds by time without times",
            given => Given.Simple.CrossValidate(given.Data(Timeless), Folds.TimeOrdered(3))),
        Says("a split of everything", given => given.Data().SplitByTime(testShare: 1)),
        Says("a feature that is the label, cross-validated",
            given => Given.Simple.CrossValidate(Leaking(given), Folds.Stratified(3)).Warnings),
        Says("a feature that is the label, checked", given => Given.Simple.Check(Leaking(given)).Warnings),
        Says("a feature that is the label, dropped",
            given => new FraudPipelineBuilder().Drop("city").Drop("chargeback").Train(Trainers.LogisticRegression()).Build()
                .WarningsOn(Leaking(given))),
        Says("a metric that a fold leaves undefined", given => Given.Simple.CrossValidate(given.Data(isFraud: row => row % 40 == 3),
            Folds.Stratified(3)).ToString().Split('\n').Where(line => line.Contains("precision ", StringComparison.Ordinal))),
        Says("models on different rows",
            given => Evaluation.Compare(given.Model().Evaluate(given.Data()), given.Model().Evaluate(given.Data(rowCount: 120)))),
        Says("reports of different folds", given => Evaluation.Compare(
            Given.Simple.CrossValidate(given.Data(), Folds.Stratified(3)), Given.Simple.CrossValidate(given.Data(), Folds.Stratified(4)))),
    ];

    // Experiments that can't run, or whose result means less than it seems.
    private static IEnumerable<WrongInput> Experiments() =>
    [
        Says("a blank name of an experiment", _ => new Experiment(" ")),
        Runs("no candidates", given => given.Trial(), given => given.Data()),
        Runs("no label in an experiment",
            given => given.Trial(Given.Simple), given => given.Data(schema => schema.Timestamp("at").Key("card"))),
        Runs("no fraud in an experiment", given => given.Trial(Given.Simple), given => given.Data(isFraud: _ => false)),
        Runs("a test set without a column", given => given.Trial(Given.Simple)
            .EvaluateOn(given.Csv("amount,city,fraud\n1,Bern,0\n2,Bern,1\n", schema => schema.Label("fraud"))), given => given.Data()),
        Runs("an option to tune that is misspelt", given => given.Trial(Given.Simple)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(2), ParameterSpace.Empty.Range("trainer.L3", 0.1, 1)),
            given => given.Data()),
        Says("a range that goes down", _ => ParameterSpace.Empty.Range("trainer.L2", 5, 1)),
        Says("a range of logarithms from 0", _ => ParameterSpace.Empty.Range("trainer.L2", 0, 1, Scale.Log)),
        Says("a range beyond the rule", _ => new ParameterSpace([]).Range((LogisticRegressionOptions o) => o.L2, -1, 1)),
        Says("a budget of no trials", _ => Budget.OfTrials(0)),
        Says("a budget of no time", _ => Budget.Of(TimeSpan.Zero)),
        Says("no trial at once", given => given.Trial(Given.Simple).Parallelize(0)),
        Says("a choice without choices", _ => ParameterSpace.Empty.ChooseTrainer()),
        Runs("every candidate fails", given => given.Trial(
            new FraudPipelineBuilder().Calendar("at").Train(Trainers.LogisticRegression()).Build(),
            new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build()), given => given.Data()),
        Runs("a candidate that fails, in the result", given => given.Trial(
            Given.Simple, new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Named("raw")), given => given.Data()),
        Runs("a feature that is the label, in an experiment", given => given.Trial(Given.Simple), Leaking),
        Runs("a best that is no better than the next", given => given.Trial(
            Given.Simple, Given.Simple.With(Trainers.LogisticRegression(new() { L2 = 300 }))),
            given => given.Data(isFraud: row => row * 7 % 13 == 0)),
        Runs("a best that ties with the next", given => given.Trial(
            Given.Simple, Given.Simple.With(Trainers.LogisticRegression(new() { L2 = 1.01 }))),
            given => given.Data(isFraud: row => row * 7 % 13 == 0)),
        Runs("two candidates of one learner", given => given.Trial(
            Given.Simple, Given.Simple.With(Trainers.LogisticRegression(new() { L2 = 50 })),
            Given.Simple.With(Calibrators.Platt()).Named("calibrated")),
            given => given.Data()),
    ];

    // Rows that a model can't score.
    private static IEnumerable<WrongInput> Scoring() =>
    [
        Says("a file that lacks an input", given => given.Model().Score(given.Csv("amout,city\n5,Bern\n"))),
        Says("a file with an input of another kind", given => given.Model().Score(given.Csv("amount,ratio,city\nmany,2,Bern\n"))),
        Says("a dictionary with an input misspelt",
            given => given.Model().Score(new Dictionary<string, object?> { ["Amount"] = 5, ["ratio"] = 2 })),
        Says("a dictionary with a text for a number",
            given => given.Model().Score(new Dictionary<string, object?> { ["amount"] = "many", ["ratio"] = 2 })),
        Says("an object without an input", given => given.Model().Score(new { Amount = 5.0 })),
        Says("an amount missing at scoring, checked before", given => Given.Simple.Check(given.Data()).Warnings),
        Says("an amount missing at a decision that refuses", given => given.Model(Given.Simple.With(
            Costs.PerTransaction(row => row["amount"], review: 5, Undecidable.Refuse)))
            .Decide(new Dictionary<string, object?> { ["amount"] = null, ["ratio"] = 2 })),
        Says("a decision's amount that is not given at all",
            given => given.Model(Given.Costly).Decide(new Dictionary<string, object?> { ["ratio"] = 2 })),
        Says("a decision without a rule", given => given.Model().Decide(given.Data())),
        Says("the top of a day without a number", given => given.Model().DecideTop(given.Data())),
        Says("no reasons of a closed model", given => given.Model(Given.Simple.With(
            Trainers.RankAverage([Trainers.LogisticRegression(), Trainers.LogisticRegression(new() { L2 = 5 })]))).Explain(given.Data())),
        Says("importance of splits of a line", given => given.Model().SplitImportance()),
        Says("windows missing at scoring", given => Given.Simple.Fit(Windowed(given)).Score(given.Data())),
    ];

    // Models that can't be loaded.
    private static IEnumerable<WrongInput> Models() =>
    [
        Says("an empty model", given => Given.Load(given.Write("model.fraudml", ""))),
        Says("a model that is none", given => Given.Load(given.Write("model.fraudml", "PK\u0003\u0004"))),
        Says("a model cut off", given =>
        {
            string path = given.SavedModel();
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
            return Given.Load(path);
        }),
        Says("a model with a byte changed", given =>
        {
            string path = given.SavedModel();
            byte[] bytes = File.ReadAllBytes(path);
            bytes[^30]++;
            File.WriteAllBytes(path, bytes);
            return Given.Load(path);
        }),
        Says("a model of a newer version", given =>
        {
            string path = given.SavedModel();
            File.WriteAllText(path, File.ReadAllText(path).Replace("\"version\":1", "\"version\":99", StringComparison.Ordinal));
            return Given.Load(path);
        }),
        Says("no model directory", given => FraudModelPackage.Load(given.At("nowhere"))),
        Says("a directory that is no model", given => FraudModelPackage.Load(given.Folder)),
        Says("a package below a file", given =>
        {
            FraudModelPackage.Write(given.Model(), Path.Combine(given.Write("taken", "x"), "model"));
            return null;
        }),
        Says("a package in a read-only pseudo folder", given =>
        {
            FraudModelPackage.Write(given.Model(), "/proc/fraud/model");
            return null;
        }),
        Says("a data file in a read-only pseudo folder", given =>
        {
            given.Data().WriteCsv("/proc/fraud/data.csv");
            return null;
        }),
        Says("a comparison of nothing", _ => Report.Comparison([])),
    ];

    // Stores that are not there, and what they do not have.
    private static IEnumerable<WrongInput> Stores() =>
    [
        Says("an unknown scheme of a store", _ => MlflowClient.Connect(new() { TrackingUri = "ftp://example.org" })),
        Says("a folder of runs as a store", _ => MlflowClient.Connect(new() { TrackingUri = "./mlruns" })),
        Says("a store in a folder that is not there",
            given => MlflowClient.Connect(new() { TrackingUri = $"sqlite:///{given.At("typo", "dir", "mlflow.db")}" })),
        Says("a store in a read-only pseudo folder", _ => MlflowClient.Connect(new() { TrackingUri = "sqlite:////proc/fraud/mlflow.db" })),
        Says("a store that is no database",
            given => MlflowClient.Connect(new()
            {
                TrackingUri = $"sqlite:///{given.Write("mlflow.db", "no database, though long enough to be taken for one")}",
            })
            .Registry.SearchModelsAsync()),
        Asks("a server that does not answer", async _ =>
        {
            using MlflowClient client = MlflowClient.Connect(new() { TrackingUri = "http://127.0.0.1:9" });
            await client.RequireReadyAsync("first day");
        }),
        Loads("a model URI with model for models", "model:/first-day@champion"),
        Loads("a model URI that is a name", "first-day"),
        Loads("a registered model that is not there", "models:/first-dya@champion"),
        Loads("a registered model that nothing is like", "models:/cards/3"),
        Loads("an alias that is not there", "models:/first-day@campion"),
        Loads("a version that is not there", "models:/first-day/7"),
        Loads("a logged model that is not there", "models:/m-0123456789abcdef0123456789abcdef"),
        Loads("a run that is not there", "runs:/0123456789abcdef0123456789abcdef/model"),
        Asks("a promotion of a version that is not there", async given =>
        {
            using MlflowClient client = await RegisteredAsync(given);
            await client.PromoteAsync("first-day", "7");
        }),
        Asks("a way back where there was no other", async given =>
        {
            using MlflowClient client = await RegisteredAsync(given);
            await client.RollbackAsync("first-day");
        }),
    ];

    private static DatasetSchema Timeless(DatasetSchema schema) => schema.Label("fraud").Key("card").Ignore("at");

    private static double Own(double value) => value * 2;

    private static FraudModel Fit(Given given, Func<FraudPipelineBuilder, FraudPipelineBuilder> steps,
        Func<DatasetSchema, DatasetSchema>? schema = null) =>
        steps(new FraudPipelineBuilder()).Train(Trainers.LogisticRegression()).Build().Fit(given.Data(schema));

    private static Dataset Windowed(Given given) =>
        given.Data().WithWindows(Velocity.Per("card").Over(TimeSpan.FromDays(1)).Count());

    private static Dataset Leaking(Given given) => Dataset.FromCsv(
        given.Write("leaking.csv", string.Join('\n', File.ReadAllLines(given.Payments()).Select((line, row) => row == 0
            ? $"{line},chargeback" : $"{line},{(line.EndsWith(",1", StringComparison.Ordinal) ? 30 + row % 5 : row % 5)}")) + "\n"),
        schema => schema.Label("fraud").Timestamp("at").Key("card"));

    private static async Task<MlflowClient> RegisteredAsync(Given given)
    {
        MlflowClient client = given.Store();
        await client.RegisterAsync(given.Model(), "first-day", alias: "champion");
        return client;
    }

    private static WrongInput Says(string name, Func<Given, object?> wrong) => new(name, async given => wrong(given) switch
    {
        Task task => await NothingAsync(task),
        IEnumerable<string> lines => string.Join('\n', lines),
        _ => null,
    });

    private static WrongInput Asks(string name, Func<Given, Task> wrong) => new(name, given => NothingAsync(wrong(given)));

    private static WrongInput Loads(string name, string uri) => Asks(name, async given =>
    {
        using MlflowClient client = await RegisteredAsync(given);
        await client.LoadFraudModelAsync(uri);
    });

    private static WrongInput Runs(string name, Func<Given, Experiment> experiment, Func<Given, Dataset> data) => new(name,
        async given => (await experiment(given).RunAsync(data(given))).ToString());

    private static async Task<string?> NothingAsync(Task task)
    {
        await task;
        return null;
    }
}
