using FraudMl;
using FraudMl.Benchmarks;

// Microseconds a row of 200 trees × 31 leaves on one thread, 4,096 distinct rows in turn, one at a time and 1,000 at once:
// our tree form, ONNX Runtime on the graph exported from it, and ML.NET's PredictionEngine on as many trees of FastTree.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "creditcard_subset.csv.gz");
var figures = new Figures(arguments.Json);
Measure("synthetic", SyntheticTransactions.CreditCard(new() { RowCount = 50_000, FraudRatio = 0.01, Seed = 3 }));
if (arguments.Data is { } file) Measure("ULB subset", Dataset.FromCsv(file, schema => schema.Label("Class")));
if (Array.IndexOf(args, "--csv") is >= 0 and var at)
    Measure(Path.GetFileName(args[at + 1]), Dataset.FromCsv(args[at + 1], schema => schema.Label(args[at + 2])));
figures.Save();

void Measure(string name, Dataset data)
{
    using var bench = new ScoringBench(data);
    bench.RequireAgreement();
    double onnx = bench.Microseconds(bench.OnnxOne, 1), mlNet = bench.Microseconds(bench.MlNetOne, 1);
    double ours = bench.Microseconds(bench.OursOne, 1);
    figures.Add($"{name}: one row (peer: ONNX Runtime)", ours, "µs", onnx);
    figures.Add($"{name}: one row (peer: PredictionEngine)", ours, "µs", mlNet);
    figures.Add($"{name}: one row, allocated", bench.AllocatedBytes(bench.OursOne), "bytes");
    figures.Add($"{name}: 1,000 rows (peer: ONNX Runtime)", bench.Microseconds(bench.OursThousand, 1000) / 1000, "ms",
        bench.Microseconds(bench.OnnxThousand, 1000) / 1000);
}
