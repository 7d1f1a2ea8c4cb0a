using System.Globalization;
using System.Reflection;
using Xunit.Abstractions;

namespace FraudMl.Tests.TrainerContract;

/// <summary>What every learner makes of the same rows in another form: columns in another order, one column that tells among noise, weights.</summary>
public sealed class TrainerDataTests(ITestOutputHelper output)
{
    private const int RowCount = 1500;
    private const int ColumnCount = 6;

    public static TheoryData<string> Trainers => ContractTrainers.Names;

    [Theory, MemberData(nameof(Trainers))]
    public void Permuted_columns_give_the_same_model_or_where_columns_are_sampled_one_that_ranks_as_well(string trainer)
    {
        int[] order = [4, 2, 0, 5, 1, 3];
        TrainingData data = ThreeThatTell(seed: 1), unseen = ThreeThatTell(seed: 2);
        double[] Probabilities(TrainingData rows, TrainingData test, int seed) => ContractData.Probabilities(
            ContractTrainers.Of(trainer).Train(rows, ContractData.Context() with { Seed = seed }), test.Matrix);
        double[] plain = Probabilities(data, unseen, 7), permuted = Probabilities(Permuted(data, order), Permuted(unseen, order), 7);
        double largest = plain.Zip(permuted, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine($"{trainer}: {largest:0.0e0}");
        if (!SamplesColumns(ContractTrainers.Of(trainer)))
        {
            largest.ShouldBeLessThan(1e-5);
            return;
        }

        double[] differences = [.. Enumerable.Range(1, 10).Select(seed =>
            RocAuc(Probabilities(Permuted(data, order), Permuted(unseen, order), seed), unseen) - RocAuc(Probabilities(data, unseen, seed), unseen))];
        double mean = differences.Average(), error = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / 90);
        output.WriteLine($"{trainer}: {mean:0.0000} ± {error:0.0000}");
        Math.Abs(mean).ShouldBeLessThan(Math.Max(0.004, 4 * error));
        error.ShouldBeLessThan(0.02);
    }

    [Theory, MemberData(nameof(Trainers))]
    public void One_column_that_tells_is_found_wherever_it_stands_among_noise(string trainer)
    {
        double[] areas = [.. Enumerable.Range(0, ColumnCount).Select(place =>
        {
            TrainingData unseen = OneThatTells(place, seed: 2);
            ScoringModel model = ContractTrainers.Of(trainer).Train(OneThatTells(place, seed: 1), ContractData.Context());
            return RocAuc(ContractData.Probabilities(model, unseen.Matrix), unseen);
        })];
        output.WriteLine($"{trainer}: {string.Join(" ", areas.Select(area => area.ToString("0.000", CultureInfo.InvariantCulture)))}");
        areas.Min().ShouldBeGreaterThan(0.7, string.Join(", ", areas));
        (areas.Max() - areas.Min()).ShouldBeLessThan(0.06, string.Join(", ", areas));
    }

    [Theory, MemberData(nameof(Trainers))]
    public void Weights(string trainer)
    {
        TrainingData data = ThreeThatTell(seed: 1), unseen = ThreeThatTell(seed: 2);
        double[] P(TrainingData rows) => ContractData.Probabilities(ContractTrainers.Of(trainer).Train(rows, ContractData.Context()), unseen.Matrix);
        TrainingData Weighted(float weight) => data with { Weights = Enumerable.Repeat(weight, RowCount).ToArray() };
        int[] twice = [.. Enumerable.Range(0, RowCount).SelectMany(row => new[] { row, row })];
        var copies = new TrainingData(data.Matrix.Take(twice), Array.ConvertAll(twice, row => data.Labels.Span[row]));
        try
        {
            double[] plain = P(data), two = P(Weighted(2)), doubled = P(copies), twenty = P(Weighted(20)), twentieth = P(Weighted(0.05f));
            string D(double[] a, double[] b) => $"{a.Zip(b, (x, y) => Math.Abs(x - y)).Max():0.0e0}";
            output.WriteLine($"{trainer}: 2=copies {D(two, doubled)}; one {D(plain, P(Weighted(1)))}; x20 {D(plain, twenty)}; /20 {D(plain, twentieth)}; copies {D(plain, doubled)}");
        }
        catch (FraudMlException e)
        {
            output.WriteLine($"{trainer}: {e.Message}");
        }
    }

    private static bool SamplesColumns(IPart part) => part.Parts.Any(SamplesColumns) || part.Options.GetType().GetProperties()
        .Any(property => property.Name.EndsWith("FeatureRatio", StringComparison.Ordinal) && (double)property.GetValue(part.Options)! < 1);

    private static double RocAuc(double[] probabilities, TrainingData rows) => Metrics.RocAuc.Compute(new ScoredRows(rows.Labels.ToArray(), probabilities));

    private static TrainingData Permuted(TrainingData data, int[] order) => data with
    {
        Matrix = Matrix([.. Enumerable.Range(0, data.Matrix.RowCount).SelectMany(row => order.Select(column => data.Matrix.Row(row)[column]))], data.Matrix.RowCount),
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
