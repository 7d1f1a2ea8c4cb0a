using System.Globalization;
using System.Reflection;
using Xunit.Abstractions;

namespace FraudMl.Tests.TrainerContract;

/// <summary>
/// What every learner makes of the same rows in another form: columns in another order, one column that tells among noise, weights.
/// </summary>
public sealed class TrainerDataTests(ITestOutputHelper output)
{
    private const int RowCount = 1500;
    private const int ColumnCount = 6;

    public static TheoryData<string> Trainers => ContractTrainers.Names;

    public static TheoryData<string> LabelTrainers => ContractTrainers.WithLabels;

    [Theory, MemberData(nameof(Trainers))]
    public void Permuted_columns_give_the_same_model_where_no_columns_are_sampled_and_no_gains_tie(string trainer)
    {
        ITrainer learner = Shallow(ContractTrainers.Of(trainer, FraudMl.Trainers.DecisionTree(new() { LeafCount = 2 })));
        if (SamplesColumns(learner)) return; // That it ranks as well is told below.
        TrainingData data = ThreeThatTell(seed: 1), unseen = ThreeThatTell(seed: 2);
        double largest = Largest(Probabilities(learner, data, unseen), Probabilities(learner, Permuted(data), Permuted(unseen)));
        output.WriteLine($"{trainer}: {largest:0.0e0}");
        largest.ShouldBeLessThan(1e-5);
    }

    [Theory, MemberData(nameof(Trainers))]
    public void Permuted_columns_rank_as_well_over_ten_seeds(string trainer)
    {
        double[] differences = [.. Enumerable.Range(1, 10).Select(seed =>
        {
            TrainingData data = ThreeThatTell(seed: 10 * seed), unseen = ThreeThatTell(seed: (10 * seed) + 1);
            double[] plain = Probabilities(ContractTrainers.Of(trainer), data, unseen, seed);
            double[] permuted = Probabilities(ContractTrainers.Of(trainer), Permuted(data), Permuted(unseen), seed);
            return RocAuc(permuted, unseen) - RocAuc(plain, unseen);
        })];
        double mean = differences.Average();
        double error = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / 90);
        output.WriteLine($"{trainer}: {mean:0.0000} ± {error:0.0000}");
        Math.Abs(mean).ShouldBeLessThan(Math.Max(0.004, 3 * error));
        error.ShouldBeLessThan(0.01);
    }

    [Theory, MemberData(nameof(LabelTrainers))]
    public void One_column_that_tells_is_found_wherever_it_stands_among_noise(string trainer)
    {
        double[] areas = [.. Enumerable.Range(0, ColumnCount).Select(place =>
        {
            TrainingData unseen = OneThatTells(place, seed: 2);
            return RocAuc(Probabilities(ContractTrainers.Of(trainer), OneThatTells(place, seed: 1), unseen), unseen);
        })];
        output.WriteLine($"{trainer}: {string.Join(" ", areas.Select(area => area.ToString("0.000", CultureInfo.InvariantCulture)))}");
        areas.Min().ShouldBeGreaterThan(0.7, string.Join(", ", areas));
        (areas.Max() - areas.Min()).ShouldBeLessThan(0.06, string.Join(", ", areas));
    }

    [Theory, MemberData(nameof(Trainers))]
    public void A_weight_is_what_the_documentation_says(string trainer)
    {
        ITrainer learner = Shallow(WeightMeanings.SmallLeaves(ContractTrainers.Of(trainer)));
        TrainingData data = Rounded(ThreeThatTell(seed: 1)), unseen = Rounded(ThreeThatTell(seed: 2));
        float[] weights = [.. Enumerable.Range(0, RowCount).Select(row => 1f + (row % 2))];
        string meaning = WeightMeanings.Of(learner);
        if (meaning == "refused")
        {
            Should.Throw<FraudMlException>(() => learner.Train(data with { Weights = weights }, ContractData.Context())).Message
                .ShouldContain("can't be trained on weights");
            return;
        }

        int[] repeated = [.. Enumerable.Range(0, RowCount).SelectMany(row => Enumerable.Repeat(row, 1 + (row % 2)))];
        var copies = new TrainingData(data.Matrix.Take(repeated), Array.ConvertAll(repeated, row => data.Labels.Span[row]));
        double[] byWeight = Probabilities(learner, data with { Weights = weights }, unseen);
        double[] byCopies = Probabilities(learner, copies, unseen);
        double[] byFactor = Probabilities(learner, data with { Weights = Array.ConvertAll(weights, weight => 16 * weight) }, unseen);
        double toCopies = Largest(byWeight, byCopies), toFactor = Largest(byWeight, byFactor);
        output.WriteLine($"{trainer}, {meaning}: {toCopies:0.0e0} from copies, {toFactor:0.0e0} from a factor of 16");
        if (meaning == "repetition")
        {
            toCopies.ShouldBeLessThan(1e-4);
            toFactor.ShouldBeGreaterThan(1e-3);
        }
        else if (meaning == "share")
        {
            // Where columns are drawn, a gain that differs in its last digit makes other trees.
            toFactor.ShouldBeLessThan(SamplesColumns(learner) ? 0.1 : 0.02);
            (byFactor.Average() - byWeight.Average()).ShouldBe(0, 0.002);
        }
        else
        {
            meaning.ShouldStartWith("what it is to ");
            RocAuc(byWeight, unseen).ShouldBe(RocAuc(byCopies, unseen), 0.05);
        }
    }

    private static double Largest(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    // So few different values that each has a bin, whatever the rows.
    private static TrainingData Rounded(TrainingData data) => data with
    {
        Matrix = Matrix([.. data.Matrix.Values.ToArray().Select(value => MathF.Round(Math.Clamp(value, 0.25f, 1.75f) * 8) / 8)],
            data.Matrix.RowCount),
    };

    private static bool SamplesColumns(IPart part) => part.Options is IsolationOptions || part.Parts.Any(SamplesColumns)
        || part.Options.GetType().GetProperties()
        .Any(property => property.Name.EndsWith("FeatureRatio", StringComparison.Ordinal) && (double)property.GetValue(part.Options)! < 1);

    private static double RocAuc(double[] probabilities, TrainingData rows) =>
        Metrics.RocAuc.Compute(new ScoredRows(rows.Labels.ToArray(), probabilities));

    private static double[] Probabilities(ITrainer trainer, TrainingData data, TrainingData unseen, int seed = 7) =>
        ContractData.Probabilities(trainer.Train(data, ContractData.Context() with { Seed = seed }), unseen.Matrix);

    // Large leaves, whose gains do not tie as those of a few rows do, and as those of rows do that a tree before has given the same weight.
    private static ITrainer Shallow(ITrainer trainer)
    {
        ValidatedOptions options = trainer.Options with { };
        options.GetType().GetProperty("LeafCount")?.SetValue(options, 4);
        options.GetType().GetProperty("MaximumDepth")?.SetValue(options, 2);
        options.GetType().GetProperty("RoundCount")?.SetValue(options, 1);
        return trainer.With(options);
    }

    private static TrainingData Permuted(TrainingData data) => Permuted(data, [4, 2, 0, 5, 1, 3]);

    private static TrainingData Permuted(TrainingData data, int[] order) => data with
    {
        Matrix = Matrix([.. Enumerable.Range(0, data.Matrix.RowCount)
            .SelectMany(row => order.Select(column => data.Matrix.Row(row)[column]))], data.Matrix.RowCount),
    };

    // Three columns tell, each more than the one before; three are noise.
    private static TrainingData ThreeThatTell(int seed) => Moved(seed, column => column < 3 ? 0.3 + (0.2 * column) : 0);

    private static TrainingData OneThatTells(int place, int seed)
    {
        int[] order = [.. Enumerable.Range(0, ColumnCount)];
        (order[0], order[place]) = (order[place], order[0]);
        return Permuted(Moved(seed, column => column == 0 ? 0.8 : 0), order);
    }

    private static TrainingData Moved(int seed, Func<int, double> shift)
    {
        var random = new Random(seed);
        bool[] labels = [.. Enumerable.Range(0, RowCount).Select(_ => random.Next(12) == 0)];
        float[] values = [.. labels.SelectMany(fraud => Enumerable.Range(0, ColumnCount)
            .Select(column => (float)(random.NextDouble() + random.NextDouble() + (fraud ? shift(column) : 0))))];
        return new TrainingData(Matrix(values, RowCount), labels);
    }

    private static FeatureMatrix Matrix(float[] values, int rowCount) =>
        new(values, rowCount, [.. Enumerable.Range(0, ColumnCount).Select(i => new FeatureColumn($"F{i}", $"F{i}"))]);
}
