using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;

// Microseconds of the exact top five reasons of a row: 200 trees of 31 leaves over 30 features, 4,096 distinct rows in turn, one thread.
const int RowCount = 4096;
var figures = new Figures(BenchmarkArguments.Parse(args, "").Json);
Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 40_000, FraudRatio = 0.02, Seed = 3 });
FraudModel model = new FraudPipelineBuilder()
    .Train(Trainers.LightGbm(new() { TreeCount = 200, LeafCount = 31 }))
    .Build().Fit(data);
var trees = (TreeEnsemble)model.Scorer;
Console.WriteLine($"{trees.Roots.Length} trees, {trees.Values.Count(value => value != 0)} leaves, {model.Features.Count} features");
Dataset rows = data.Take([.. Enumerable.Range(0, RowCount)]);
using ScoringSession single = model.OpenSession(1);
var values = new float[RowCount][];
for (int row = 0; row < RowCount; row++) values[row] = [.. model.Inputs.Select(input => ((NumberColumn)rows[input.Name]).Values[row])];
double score = Microseconds(row =>
{
    for (int input = 0; input < values[row].Length; input++) single.SetNumber(0, input, values[row][input]);
    single.Score();
});
double reasons = Microseconds(row =>
{
    for (int input = 0; input < values[row].Length; input++) single.SetNumber(0, input, values[row][input]);
    single.Score();
    _ = single.Explain(0, top: 5);
});
figures.Add("score of a row", score, "µs");
figures.Add("top five reasons of a row, beside its score", reasons - score, "µs");
figures.Save();

double Microseconds(Action<int> use)
{
    double best = double.MaxValue;
    for (int round = 0; round < 12; round++)
    {
        long start = Stopwatch.GetTimestamp();
        for (int row = 0; row < RowCount; row++) use(row);
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / RowCount);
    }
    return best;
}
