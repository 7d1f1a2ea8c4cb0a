using System.Diagnostics;
using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;

// Seconds in which each step is fitted on 284,807 rows of 30 number columns, and writes its columns for them;
// the smaller of two runs. Beside them scikit-learn on a matrix of the same size and kind (sklearn_steps.py). Steps of text and
// time work on one such column.
const int RowCount = 284_807;
const int ColumnCount = 30;
const double MissingShare = 0.05;

BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "none");
var figures = new Figures(arguments.Json);
Dictionary<string, double> peers = PythonPeer.Run(AppContext.BaseDirectory, "sklearn_steps.py", $"{RowCount}", $"{ColumnCount}")
    .Select(line => line.Split('\t')).ToDictionary(line => line[0], line => double.Parse(line[1], CultureInfo.InvariantCulture));
var complete = new Rows(RowCount, ColumnCount, 0);
Time("standardize", complete, steps => steps.Standardize(Columns.Numbers));
Time("min-max", complete, steps => steps.MinMax(Columns.Numbers));
Time("max-abs", complete, steps => steps.MaxAbs(Columns.Numbers));
Time("robust", complete, steps => steps.Robust(Columns.Numbers));
Time("log1p", complete, steps => steps.Log1p(Columns.Numbers, new() { IsSigned = true }));
Time("clip", complete, steps => steps.Clip(Columns.Numbers));
Time("quantile, uniform", complete, steps => steps.Quantile(Columns.Numbers));
Time("quantile, normal", complete, steps => steps.Quantile(Columns.Numbers, new() { Output = OutputDistribution.Normal }));
Time("power", complete, steps => steps.Power(Columns.Numbers));
Time("bin by quantiles", complete, steps => steps.Bin(Columns.Numbers));
Time("bin by quantiles, one-hot", complete, steps => steps.Bin(Columns.Numbers, new() { OneHot = true }));
Time("bin by a tree", complete, steps => steps.Bin(Columns.Numbers, new() { By = BinStrategy.Tree }));
Time("PCA", complete, steps => steps.Pca(Columns.Numbers));
Time("select by variance", complete, steps => steps.SelectByVariance(Columns.Numbers));
Time("select by ANOVA F", complete, steps => steps.SelectBest(Columns.Numbers, new() { Score = SelectionScore.AnovaF }));
Time("select by correlation", complete, steps => steps.SelectUncorrelated(Columns.Numbers));
Time("one-hot (a text of 100 categories)", complete, steps => steps.OneHot("text"));
Time("target mean (a text of 100 categories)", complete, steps => steps.TargetMean("text"));
Time("weight of evidence (a text of 100 categories)", complete, steps => steps.WeightOfEvidence("text"));
Time("calendar (a time)", complete, steps => steps.Calendar("time"));
var missing = new Rows(RowCount, ColumnCount, MissingShare);
Time("impute by the median, 5 % missing", missing, steps => steps.Impute(Columns.Numbers));
Time("impute by the mode, 5 % missing", missing, steps => steps.Impute(Columns.Numbers, Imputation.Mode));
Time("impute by group medians, 5 % missing", missing,
    steps => steps.Impute(Columns.Numbers, new() { With = Imputation.GroupMedian, GroupBy = "text" }));
Time("impute from neighbours, 5 % missing, 5,000 rows", new Rows(5_000, ColumnCount, MissingShare),
    steps => steps.Impute(Columns.Numbers, Imputation.NearestNeighbors));
Time("impute from neighbours, 5 % missing, 20,000 rows, 10,000 donors", new Rows(20_000, ColumnCount, MissingShare),
    steps => steps.Impute(Columns.Numbers, Imputation.NearestNeighbors));
Check("check of ten steps and logistic regression", Trainers.LogisticRegression());
Check("check of ten steps and FastForest", Trainers.FastForest());
figures.Save();

void Check(string name, ITrainer trainer)
{
    FraudPipeline pipeline = new FraudPipelineBuilder()
        .Impute(Columns.Numbers).Log1p(Columns.Of("V1", "V2"), new() { IsSigned = true }).Power("V3")
        .Bin("V4", new() { By = BinStrategy.Tree }).TargetMean("text", new() { KeepInput = true })
        .OneHot("text").Calendar("time").Interactions(Columns.Of("V5", "V6", "V7")).SelectBest(Columns.Numbers, new() { Count = 20 })
        .Standardize(Columns.Numbers)
        .Train(trainer).Build();
    var data = new Dataset(
    [
        .. Enumerable.Range(0, ColumnCount).Select(column => new NumberColumn($"V{column}", [])),
        new TextColumn("text", [], new TextDictionary([])),
        new TimestampColumn("time", [], ColumnRoles.Timestamp | ColumnRoles.Feature), new NumberColumn("label", [], ColumnRoles.Label),
    ]);
    pipeline.Check(data);
    long start = Stopwatch.GetTimestamp();
    pipeline.Check(data);
    figures.Add(name, Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
}

void Time(string name, Rows rows, Action<FraudPipelineBuilder> add)
{
    double seconds = Math.Min(Once(rows, add), Once(rows, add));
    figures.Add(name, seconds, "s", peers.TryGetValue(name, out double peer) ? peer : null);
}

static double Once(Rows rows, Action<FraudPipelineBuilder> add)
{
    var builder = new FraudPipelineBuilder();
    add(builder);
    IFeatureStep step = builder.Train(Trainers.LogisticRegression()).Build().Steps[0];
    TrainingRows training = rows.Load();
    long start = Stopwatch.GetTimestamp();
    step.FitTransform(training, new StepContext(1, Folds.Stratified(5)));
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}
