using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;
using Unlabelled;

// What the isolation forest is worth and how fast it is; and what learning from positive and unlabelled rows is worth on the Handbook's
// four weeks when frauds are hidden from training, at random and by their amount.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "handbook_transactions.csv.gz");
var figures = new Figures(arguments.Json);
string ulb = Path.Combine(Path.GetDirectoryName(arguments.Data) ?? ".", "creditcard_subset.csv.gz");
if (File.Exists(ulb)) Anomalies("ULB subset", Dataset.FromCsv(ulb, schema => schema.Label("Class")));
if (arguments.Data is not null)
{
    Dataset data = HandbookRows.Read(arguments.Data);
    Speed(data);
    Feature(data);
    foreach ((string name, ITrainer trainer) in new[]
    {
        ("LightGBM", Trainers.LightGbm()), ("logistic regression", Trainers.LogisticRegression()),
    })
    {
        foreach (Hiding hiding in new[] { Hiding.AtRandom, Hiding.ByAmount }) Hidden(data, name, trainer, hiding);
    }
}

figures.Save();

// Trained on all rows without their labels, and measured on the same rows.
void Anomalies(string name, Dataset data)
{
    FraudPipeline forest = new FraudPipelineBuilder().Train(Trainers.IsolationForest()).Build();
    double[] areas = new double[10], precisions = new double[10];
    for (int seed = 0; seed < areas.Length; seed++)
    {
        var rows = new ScoredRows(data.Labels, forest.Fit(data, new() { Seed = seed }).Score(data));
        (areas[seed], precisions[seed]) = (Metrics.RocAuc.Compute(rows), Metrics.AveragePrecision.Compute(rows));
    }

    figures.Add($"{name}: isolation forest, ROC-AUC, mean of 10 seeds", areas.Average(), "");
    figures.Add($"{name}: isolation forest, average precision, mean of 10 seeds", precisions.Average(), "");
}

void Speed(Dataset data)
{
    NumberColumn[] columns = [.. data.Features.OfType<NumberColumn>()];
    float[] values = new float[data.RowCount * columns.Length];
    for (int column = 0; column < columns.Length; column++)
    {
        ReadOnlySpan<float> numbers = columns[column].Values;
        for (int row = 0; row < numbers.Length; row++) values[(row * columns.Length) + column] = numbers[row];
    }

    var matrix = new FeatureMatrix(values, data.RowCount, [.. columns.Select(column => new FeatureColumn(column.Name, column.Name))]);
    var rows = new TrainingData(matrix, new bool[matrix.RowCount]);
    foreach (int threads in new[] { 1, Environment.ProcessorCount })
    {
        ScoringModel model = null!;
        double seconds = Enumerable.Range(0, 5).Min(_ => Seconds(
            () => model = Trainers.IsolationForest().Train(rows, new(Seed: 1, ThreadCount: threads))));
        figures.Add($"isolation forest on {matrix.RowCount:N0} rows of {matrix.ColumnCount} features, {threads} threads", seconds, "s");
        if (threads > 1) continue;
        var margins = new double[100_000];
        double scoring = Enumerable.Range(0, 3).Min(_ => Seconds(
            () => model.Score(matrix.Values.Span[..(margins.Length * matrix.ColumnCount)], margins)));
        figures.Add("isolation forest scores, one thread", margins.Length / scoring, "rows/s");
    }
}

// The forest alone, and its score as a feature beside the others.
void Feature(Dataset data)
{
    FraudPipeline plain = HandbookRows.Steps().Train(Trainers.LightGbm()).Build();
    FraudPipeline with = HandbookRows.Steps().IsolationScore(Columns.Numbers).Train(Trainers.LightGbm()).Build();
    FraudPipeline alone = plain.With(Trainers.IsolationForest());
    foreach ((string name, FraudPipeline pipeline) in new[] { ("LightGBM", plain), ("LightGBM with the isolation score", with),
        ("isolation forest", alone) })
    {
        double[][] weeks = [.. HandbookRows.Weeks(data).Select(week =>
        {
            double[] scores = pipeline.Fit(week.Train).Score(week.Test);
            var rows = new ScoredRows(week.Test.Labels, scores);
            return new[] { Metrics.AveragePrecision.Compute(rows), Metrics.RocAuc.Compute(rows) };
        })];
        figures.Add($"{name}: average precision, mean of four weeks", weeks.Average(week => week[0]), "");
        figures.Add($"{name}: ROC-AUC, mean of four weeks", weeks.Average(week => week[1]), "");
    }
}

void Hidden(Dataset data, string name, ITrainer trainer, Hiding hiding)
{
    FraudPipeline plain = HandbookRows.Steps().Train(trainer).Build();
    var variants = new Dictionary<string, Func<Dataset, Dataset, double, FraudModel>>
    {
        ["all labels"] = (all, _, _) => plain.Fit(all),
        ["known labels as if all"] = (_, known, _) => plain.Fit(known),
        ["positive and unlabelled"] = (_, known, _) => plain.With(Trainers.PositiveUnlabelled(trainer)).Fit(known),
        ["positive and unlabelled, c known"] = (_, known, share) =>
            plain.With(Trainers.PositiveUnlabelled(trainer, new() { LabelFrequency = share })).Fit(known),
    };
    foreach ((string variant, Func<Dataset, Dataset, double, FraudModel> fit) in variants)
    {
        double[][] weeks = [.. HandbookRows.Weeks(data).Select(week =>
        {
            Dataset known = hiding.Hide(week.Train);
            FraudModel model = fit(week.Train, known, (double)known.FraudCount / week.Train.FraudCount);
            foreach (string warning in model.Warnings) Console.WriteLine($"  ({warning})");
            double[] scores = model.Score(week.Test);
            var rows = new ScoredRows(week.Test.Labels, scores);
            return new[] { Metrics.AveragePrecision.Compute(rows), scores.Sum() / week.Test.FraudCount,
                Metrics.ExpectedCalibrationError.Compute(rows), Metrics.Brier.Compute(rows) };
        })];
        string who = $"{name}, hidden {hiding.Name}, {variant}";
        figures.Add($"{who}: average precision", weeks.Average(week => week[0]), "");
        figures.Add($"{who}: frauds expected / frauds", weeks.Average(week => week[1]), "");
        figures.Add($"{who}: expected calibration error", weeks.Average(week => week[2]), "");
        figures.Add($"{who}: Brier", weeks.Average(week => week[3]), "");
    }

    double[] audits = [.. HandbookRows.Weeks(data).Select(week =>
        plain.CrossValidate(hiding.Audit(week.Train), Folds.Stratified(5)).Mean(Metrics.RocAuc))];
    figures.Add($"{name}, hidden {hiding.Name}: labelled from hidden frauds told apart, ROC-AUC", audits.Average(), "");
}

static double Seconds(Action action)
{
    long start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}
