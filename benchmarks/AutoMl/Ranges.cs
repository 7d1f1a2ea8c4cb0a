using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Options;
using FraudMl.Tuning;

namespace AutoMl;

/// <summary>Whether XGBoost's default ranges end where it is good: random draws from wider ones, and the average precision that eight draws
/// are expected to reach where an option lies in a third of its default range, below it or above it.</summary>
internal static class Ranges
{
    private const int Even = 8;

    private static readonly ParameterSpace Wide = ParameterSpace.Empty
        .Range((XGBoostOptions o) => o.TreeCount, 15, 1000, Scale.Log)
        .Range((XGBoostOptions o) => o.MaximumDepth, 1, 14)
        .Range((XGBoostOptions o) => o.LearningRate, 0.003, 1, Scale.Log)
        .Range((XGBoostOptions o) => o.MinimumHessianPerLeaf, 1e-3, 100, Scale.Log)
        .Range((XGBoostOptions o) => o.L2, 1e-3, 1000, Scale.Log)
        .Range((XGBoostOptions o) => o.FeatureRatio, 0.1, 1)
        .Range((XGBoostOptions o) => o.RowRatio, 0.4, 1);

    public static async Task RunAsync(Figures figures, BenchmarkArguments arguments)
    {
        foreach (FlamlCase one in BesideFlaml.Cases.Where(one => one.Name is "ULB subset" or "vehicle claims" && arguments.Wants(one.Name)))
        {
            Dataset data = one.ReadAll(Path.GetDirectoryName(arguments.Data!)!);
            FraudPipelineBuilder steps = new();
            FraudPipeline pipeline = (one.Name == "vehicle claims" ? steps.OneHot(Columns.Texts) : steps).Train(Trainers.XGBoost()).Build();
            ExperimentResult result = await new Experiment("ranges").Compare(pipeline).ValidateBy(Folds.Stratified(3, seed: 1)).Seed(1)
                .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(arguments.Number("--trials", 100)), Wide)
                .RunAsync(data);
            TrialRecord[] trials = [.. result.Histories[0].Completed];
            foreach (NumericParameter range in Defaults(pipeline))
            {
                foreach (IGrouping<int, TrialRecord> part in trials.GroupBy(trial => Third(range, trial)).OrderBy(part => part.Key))
                {
                    double[] scores = [.. part.Select(trial => trial.Values[0])];
                    string name = FormattableString.Invariant($"{range.Name} {Name(part.Key)}, best of {Even} of {scores.Length}");
                    figures.Add($"{one.Name}: {name}", Expected(scores), "");
                }
            }

            foreach (TrialRecord best in trials.OrderByDescending(trial => trial.Values[0]).Take(5)) Console.WriteLine(best);
        }
    }

    private static IEnumerable<NumericParameter> Defaults(FraudPipeline pipeline) => ParameterSpace.Of(pipeline).Parameters
        .OfType<NumericParameter>().Where(range => range.Name.StartsWith("trainer.", StringComparison.Ordinal));

    private static string Name(int third) => third switch
    {
        < 0 => "below", 0 => "low", 1 => "in the middle", 2 => "high", _ => "above",
    };

    private static int Third(NumericParameter range, TrialRecord trial)
    {
        double Place(double value) => range.Scale == Scale.Log ? Math.Log(value) : value;
        double at = Place(Convert.ToDouble(trial.Parameters.Values[range.Name], CultureInfo.InvariantCulture));
        double share = (at - Place(range.Low)) / (Place(range.High) - Place(range.Low));
        return share < 0 ? -1 : share > 1 ? 3 : Math.Min(2, (int)(3 * share));
    }

    // The mean over all ways to take so many of the scores of the largest; of fewer, the largest.
    private static double Expected(double[] scores)
    {
        double[] sorted = [.. scores.OrderDescending()];
        int count = Math.Min(Even, sorted.Length);
        double left = 1, sum = 0;
        for (int i = 0; i <= sorted.Length - count; i++)
        {
            double isLargest = left * count / (sorted.Length - i);
            sum += isLargest * sorted[i];
            left -= isLargest;
        }

        return sum;
    }
}
