using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FraudMl;
using FraudMl.Benchmarks;

// Seconds to train 100 trees on 284,807 × 30 rows with two threads, ours (rows in, scoring model out) beside the native library on equal
// rows and parameters in the same run: XGBoost against Debian's python3-xgboost, as it comes, with OpenMP workers that spin, and with workers
// that wait as ours do; LightGBM against a bare loop over its C API. They take turns; medians of five. And a logistic regression with
// standardization, beside scikit-learn's solvers; and a wide one, 20,000 × 600, beside ML.NET's L-BFGS. --only takes a part of a case's name:
// XGBoost, LightGBM, logistic regression, wide.
const int rowCount = 284_807, columnCount = 30, rounds = 100, repeats = 5;
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "");
var figures = new Figures(arguments.Json);
TrainingData data = Rows();
var context = new TrainingContext(Seed: 1, ThreadCount: 2);
if (arguments.Wants("XGBoost") && XGBoostLibrary.IsAvailable)
{
    List<double> spinning = [], waiting = [], ours = [];
    for (int i = 0; i < repeats; i++)
    {
        spinning.AddRange(XGBoostPeer());
        ours.Add(Seconds(() => Trainers.XGBoost().Train(data, context)));
        waiting.AddRange(XGBoostPeer("PASSIVE"));
    }

    figures.Add("XGBoost (peer: python3-xgboost)", Median(ours)!.Value, "s", Median(spinning));
    figures.Add("XGBoost (peer: python3-xgboost, workers wait)", Median(ours)!.Value, "s", Median(waiting));
}

if (arguments.Wants("LightGBM"))
{
    double[] bare = new double[repeats], wrapped = new double[repeats];
    LightGbmLibrary.Require();
    for (int i = 0; i < repeats; i++)
    {
        bare[i] = Seconds(() => BareLightGbm.Train(data, rounds));
        wrapped[i] = Seconds(() => Trainers.LightGbm().Train(data, context));
    }

    figures.Add("LightGBM (peer: bare C API loop)", Median(wrapped)!.Value, "s", Median(bare));
}

if (arguments.Wants("logistic regression"))
{
    IReadOnlyList<(string Name, double Seconds)> solvers = Python("logistic_training.py", Text(repeats));
    double newton = Enumerable.Range(0, repeats).Min(_ => Seconds(() => Trainers.LogisticRegression().Train(data, context)));
    if (solvers.Count == 0) figures.Add("logistic regression", newton, "s");
    foreach (var solver in solvers.GroupBy(solver => solver.Name))
        figures.Add($"logistic regression (peer: scikit-learn, {solver.Key})", newton, "s", solver.Min(one => one.Seconds));
}

if (arguments.Wants("wide")) WideRegression.Measure(figures, repeats, context);
figures.Save();

static double? Median(IReadOnlyList<double> seconds) => seconds.Count == 0 ? null : seconds.Order().ElementAt(seconds.Count / 2);

static double Seconds(Action work)
{
    long start = Stopwatch.GetTimestamp();
    work();
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

static TrainingData Rows()
{
    var random = new Random(1);
    var values = new float[rowCount * columnCount];
    var labels = new bool[rowCount];
    for (int row = 0; row < rowCount; row++)
    {
        labels[row] = row % 579 == 0;
        for (int i = 0; i < columnCount; i++)
            values[(row * columnCount) + i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) + (labels[row] && i < 8 ? 1 : 0));
    }

    return new TrainingData(new FeatureMatrix(values, rowCount, [.. Enumerable.Range(0, columnCount).Select(i => new FeatureColumn($"V{i}", $"V{i}"))]), labels);
}

static string Text(IFormattable value) => value.ToString("G", CultureInfo.InvariantCulture);

IEnumerable<double> XGBoostPeer(params string[] waitPolicy) =>
    Python("xgboost_training.py", [Text(rounds), Text(data.FraudRatio()), .. waitPolicy]).Where(line => line.Name == "seconds").Select(line => line.Seconds);

IReadOnlyList<(string Name, double Seconds)> Python(string program, params string[] arguments)
{
    string file = Path.Combine(Path.GetTempPath(), $"training-{Guid.NewGuid():N}.f32");
    try
    {
        using (FileStream stream = File.Create(file))
        {
            stream.Write(MemoryMarshal.AsBytes(data.Matrix.Values.Span));
            stream.Write(MemoryMarshal.AsBytes<float>(Array.ConvertAll(data.Labels.ToArray(), label => label ? 1f : 0f)));
        }

        return [.. PythonPeer.Run(AppContext.BaseDirectory, program, [file, Text(rowCount), Text(columnCount), .. arguments])
            .Select(line => line.Split(' ')).Select(words => (words[0], double.Parse(words[1], CultureInfo.InvariantCulture)))];
    }
    finally
    {
        File.Delete(file);
    }
}
