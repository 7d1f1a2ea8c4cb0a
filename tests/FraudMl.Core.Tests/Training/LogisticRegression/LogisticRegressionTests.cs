using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Training;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void The_solution_is_where_the_gradient_of_scikit_learns_objective_is_zero()
    {
        TrainingData data = ContractData.Rows(3000) with { Weights = Enumerable.Range(0, 3000).Select(row => 0.5f + (row % 3)).ToArray() };
        const double l2 = 4;
        var model = (LinearModel)Trainers.LogisticRegression(new() { L2 = l2, Tolerance = 1e-9 }).Train(data, ContractData.Context());
        FeatureScaling scaling = FeatureScaling.Of(data);
        double[] errors = [.. ContractData.Probabilities(model, data.Matrix)
            .Select((p, row) => data.Weights.Span[row] * (p - (data.Labels.Span[row] ? 1 : 0)))];
        var gradient = new double[ContractData.ColumnCount];
        var deviations = new double[ContractData.ColumnCount];
        var scaled = new float[ContractData.ColumnCount];
        for (int row = 0; row < 3000; row++)
        {
            scaling.Apply(data.Matrix.Row(row), scaled);
            for (int i = 0; i < scaled.Length; i++) gradient[i] += errors[row] * scaled[i];
        }

        Array.Fill(scaled, 0f);
        for (int i = 0; i < deviations.Length; i++)
            deviations[i] = model.Weights[i] / scaling.Unscale([.. Enumerable.Range(0, 8).Select(k => k == i ? 1.0 : 0)], 0).Weights[i];
        for (int i = 0; i < gradient.Length; i++) (gradient[i] + (l2 * deviations[i])).ShouldBe(0, 1e-3, $"feature {i}");
        errors.Sum().ShouldBe(0, 1e-3);
    }

    [Fact]
    public void The_bits_of_a_model_do_not_depend_on_the_number_of_threads()
    {
        TrainingData data = ContractData.Rows(20_003);
        LinearModel Train(int threadCount) =>
            (LinearModel)Trainers.LogisticRegression().Train(data, ContractData.Context() with { ThreadCount = threadCount });
        LinearModel expected = Train(1);
        foreach (int threadCount in new[] { 2, 3, 7, 16 })
        {
            LinearModel model = Train(threadCount);
            model.Weights.ShouldBe(expected.Weights);
            model.Bias.ShouldBe(expected.Bias, 0);
        }
    }

    [Fact]
    public void Inner_standardization_makes_units_irrelevant()
    {
        TrainingData data = ContractData.Rows(3000);
        float[] values = data.Matrix.Values.ToArray();
        for (int i = 0; i < values.Length; i += ContractData.ColumnCount) values[i] = (values[i] * 1000) + 5000;
        TrainingData inOtherUnits = data with { Matrix = ContractData.Matrix(values, 3000) };
        double[] Probabilities(TrainingData rows) =>
            ContractData.Probabilities(Trainers.LogisticRegression().Train(rows, ContractData.Context()), rows.Matrix);
        double[] expected = Probabilities(data), actual = Probabilities(inOtherUnits);
        for (int row = 0; row < expected.Length; row++) actual[row].ShouldBe(expected[row], 1e-3);
    }

    [Fact]
    public void A_constant_or_doubled_column_does_no_harm_with_an_L1_penalty_or_without()
    {
        TrainingData data = ContractData.Rows(3000);
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < 3000; row++)
        {
            values[(row * ContractData.ColumnCount) + 6] = 3;
            values[(row * ContractData.ColumnCount) + 7] = values[row * ContractData.ColumnCount];
        }

        TrainingData singular = data with { Matrix = ContractData.Matrix(values, 3000) };
        double[] Probabilities(LogisticRegressionOptions options) =>
            ContractData.Probabilities(Trainers.LogisticRegression(options).Train(singular, ContractData.Context()), singular.Matrix);
        double[] newton = Probabilities(new()), lbfgs = Probabilities(new() { L1 = 1e-6, Tolerance = 1e-9 }),
            unpenalised = Probabilities(new() { L2 = 0 });
        for (int row = 0; row < newton.Length; row++)
        {
            newton[row].ShouldBe(lbfgs[row], 1e-3);
            unpenalised[row].ShouldBe(newton[row], 0.02);
        }
    }

    [Fact]
    public void Separable_classes_without_a_penalty_end_at_finite_weights()
    {
        TrainingData data = ContractData.Rows(400);
        TrainingData separable = data with { Labels = Enumerable.Range(0, 400).Select(row => data.Matrix.Row(row)[0] > 1).ToArray() };
        var model = (LinearModel)Trainers.LogisticRegression(new() { L2 = 0 }).Train(separable, ContractData.Context());
        model.Weights.ShouldAllBe(weight => float.IsFinite(weight));
        ContractData.Probabilities(model, separable.Matrix).Zip(separable.Labels.ToArray())
            .ShouldAllBe(row => row.First > 0.5 == row.Second);
    }

    [Fact]
    public void An_L1_penalty_sets_weights_to_zero()
    {
        TrainingData data = ContractData.Rows(3000);
        var model = (LinearModel)Trainers.LogisticRegression(new() { L1 = 60, L2 = 0 }).Train(data, ContractData.Context());
        model.Weights.Count(weight => weight == 0).ShouldBeInRange(1, ContractData.ColumnCount - 1);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(300)]
    public void Penalties_are_not_scaled_by_weights_so_weight_2_is_every_row_twice(int columnCount)
    {
        TrainingData data = Wide(columnCount, 600), twice = data with
        {
            Matrix = data.Matrix.Take([.. Enumerable.Range(0, 1200).Select(row => row % 600)]),
            Labels = Enumerable.Range(0, 1200).Select(row => data.Labels.Span[row % 600]).ToArray(),
        };
        TrainingData weighted = data with { Weights = Enumerable.Repeat(2f, 600).ToArray() };
        double[] Probabilities(TrainingData rows) => ContractData.Probabilities(
            Trainers.LogisticRegression(new() { L1 = 20, L2 = 3, Tolerance = 1e-10 }).Train(rows, ContractData.Context()), data.Matrix);
        double[] expected = Probabilities(twice), actual = Probabilities(weighted), once = Probabilities(data);
        for (int row = 0; row < 600; row++) actual[row].ShouldBe(expected[row], 1e-5);
        expected.Zip(once, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public void Over_256_columns_the_solution_is_where_no_weight_gains_anything(double l1)
    {
        TrainingData data = Wide(300, 900) with { Weights = Enumerable.Range(0, 900).Select(row => 0.5f + (row % 3)).ToArray() };
        var model = (LinearModel)Trainers.LogisticRegression(new() { L1 = l1, L2 = 4, Standardize = false, Tolerance = 1e-10 })
            .Train(data, ContractData.Context());
        double[] slopes = new LogisticObjective(data, null, 4, curved: false, ContractData.Context())
            .At([.. model.Weights, model.Bias]).Gradient;
        slopes[^1].ShouldBe(0, 1e-3);
        for (int i = 0; i < 300; i++)
        {
            if (model.Weights[i] != 0) (slopes[i] + (l1 * Math.Sign(model.Weights[i]))).ShouldBe(0, 1e-3, $"feature {i}");
            else Math.Abs(slopes[i]).ShouldBeLessThanOrEqualTo(l1 + 1e-3, $"feature {i}");
        }

        model.Weights.Count(weight => weight == 0).ShouldBeInRange(l1 == 0 ? 0 : 50, l1 == 0 ? 0 : 299);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8, 5)]
    [InlineData(300, 0)]
    [InlineData(300, 5)]
    public void Every_solver_gives_the_same_bits_for_any_number_of_threads(int columnCount, double l1)
    {
        TrainingData data = Wide(columnCount, 5003);
        LinearModel Train(int threadCount) =>
            (LinearModel)Trainers.LogisticRegression(new() { L1 = l1 }).Train(data, ContractData.Context(threadCount));
        LinearModel expected = Train(1);
        foreach (int threadCount in new[] { 2, 7 })
        {
            LinearModel model = Train(threadCount);
            model.Weights.ShouldBe(expected.Weights);
            model.Bias.ShouldBe(expected.Bias, 0);
        }
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.5, 0.0)]
    [InlineData(0.5, 2.0)]
    public void Weights_that_leave_a_class_without_weight_are_explained(float frauds, float others)
    {
        TrainingData data = ContractData.Rows(300);
        float fraudWeight = others > 0 ? 0 : frauds;
        TrainingData weighted = data with { Weights = Array.ConvertAll(data.Labels.ToArray(), label => label ? fraudWeight : others) };
        Should.Throw<FraudMlException>(() => Trainers.LogisticRegression().Train(weighted, ContractData.Context()))
            .Message.ShouldContain("rows that weigh more than 0");
    }

    [Fact]
    public void Separable_classes_with_an_L1_penalty_end_at_finite_weights()
    {
        TrainingData data = ContractData.Rows(400);
        TrainingData separable = data with { Labels = Enumerable.Range(0, 400).Select(row => data.Matrix.Row(row)[0] > 1).ToArray() };
        var model = (LinearModel)Trainers.LogisticRegression(new() { L1 = 0.01, L2 = 0 }).Train(separable, ContractData.Context());
        model.Weights.ShouldAllBe(weight => float.IsFinite(weight));
        ContractData.Probabilities(model, separable.Matrix).Zip(separable.Labels.ToArray())
            .ShouldAllBe(row => row.First > 0.5 == row.Second);
    }

    // Ten columns tell, the others are noise.
    private static TrainingData Wide(int columnCount, int rowCount)
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, rowCount * columnCount).Select(_ => (float)(random.NextDouble() - 0.5) * 3)];
        bool[] labels = [.. Enumerable.Range(0, rowCount)
            .Select(row => values.AsSpan(row * columnCount, Math.Min(10, columnCount)).ToArray().Sum() + (random.NextDouble() * 4) > 4)];
        return new TrainingData(new FeatureMatrix(values, rowCount,
            [.. Enumerable.Range(0, columnCount).Select(i => new FeatureColumn($"F{i}", $"F{i}"))]), labels);
    }
}
