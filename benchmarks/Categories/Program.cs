using FraudMl;
using FraudMl.Data;
using FraudMl.Validation;
using FraudMl.Benchmarks;

// Average precision, seconds of a fit (steps and trees) and microseconds of a scored row of LightGBM on data with text columns, by how
// these reach it: as they are, or by an encoder. The same stratified folds for all, five by three seeds; the deviation is that of the
// seeds' means. --only takes a part of a case's name, for example vehicle or forest.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "vehicle_claims.csv.gz");
var figures = new Figures(arguments.Json);
if (arguments.Data is { } claims)
{
    Measure("vehicle claims", Dataset.FromCsv(claims, schema => schema.Label("FraudFound_P").Ignore("PolicyNumber")), builder => builder);
    string sparkov = Path.Combine(Path.GetDirectoryName(claims)!, "sparkov_subset.csv.gz");
    if (File.Exists(sparkov))
    {
        string[] ignored = ["cc_num", "first", "last", "street", "zip", "dob", "trans_num", "unix_time"];
        Measure("Sparkov", Dataset.FromCsv(sparkov, schema => ignored.Aggregate(
            schema.Label("is_fraud").Timestamp("trans_date_trans_time").Feature("trans_date_trans_time"),
            (described, name) => described.Ignore(name))), builder => builder.Calendar("trans_date_trans_time"));
    }
}

figures.Save();

void Measure(string name, Dataset data, Func<FraudPipelineBuilder, FraudPipelineBuilder> before)
{
    FraudPipelineBuilder Start() => before(new FraudPipelineBuilder());
    (string Name, FraudPipelineBuilder Steps)[] ways =
    [
        ("as they are", Start().Categorical(Columns.Texts)), ("one-hot", Start().OneHot(Columns.Texts)),
        ("target means", Start().TargetMean(Columns.Texts)), ("frequencies", Start().Frequency(Columns.Texts)),
        ("ordinal", Start().Ordinal(Columns.Texts)),
        ("few as they are, many by frequency", Few(data, Start()).Frequency(Columns.Texts)),
        ("few as they are, many by target mean", Few(data, Start()).TargetMean(Columns.Texts)),
        ("few one-hot, many by frequency", Few(data, Start(), oneHot: true).Frequency(Columns.Texts)),
        ("as they are, and target means", Start().TargetMean(Columns.Texts, new() { KeepInput = true }).Categorical(Columns.Texts)),
    ];
    foreach ((string way, FraudPipelineBuilder steps) in ways)
    {
        FraudPipeline boosted = steps.Train(Trainers.LightGbm()).Build();
        Validate($"{name}, LightGBM, {way}", boosted, data);
        Validate($"{name}, forest, {way}", boosted.With(Trainers.RandomForest()), data);
        if (way != "as they are") continue;
        foreach (int threshold in new[] { 1, 2, 4, 8, 16, 32, 128 })
        {
            ITrainer trainer = Trainers.LightGbm(new() { MaximumCategoryThreshold = threshold });
            Validate($"{name}, threshold {threshold}", boosted.With(trainer), data);
        }

        Validate($"{name}, threshold 4 in a forest", boosted.With(Trainers.RandomForest(new() { MaximumCategoryThreshold = 4 })), data);
    }
}

// Those of at most a hundred categories.
static FraudPipelineBuilder Few(Dataset data, FraudPipelineBuilder builder, bool oneHot = false)
{
    string[] few = [.. data.Columns.OfType<TextColumn>().Where(column => column.Dictionary.Count <= 100 && column.Is(ColumnRoles.Feature))
        .Select(column => column.Name)];
    return oneHot ? builder.OneHot(Columns.Of(few)) : builder.Categorical(Columns.Of(few));
}

void Validate(string name, FraudPipeline pipeline, Dataset data)
{
    if (!arguments.Wants(name)) return;
    CrossValidationReport[] reports = [.. Enumerable.Range(1, 3).Select(seed => pipeline.CrossValidate(data, Folds.Stratified(5, seed)))];
    double[] means = [.. reports.Select(report => report.Mean(Metrics.AveragePrecision))];
    double mean = means.Average(), deviation = Math.Sqrt(means.Sum(one => (one - mean) * (one - mean)) / (means.Length - 1));
    figures.Add($"{name}: average precision", mean, "");
    figures.Add($"{name}: deviation of the seeds", deviation, "");
    figures.Add($"{name}: a fit", reports.Min(report => report.FitSeconds), "s");
    figures.Add($"{name}: a row", reports.Min(report => report.ScoreSeconds) * 5 / data.RowCount * 1e6, "µs");
}
