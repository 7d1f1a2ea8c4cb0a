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
        double[] errors = [.. ContractData.Probabilities(model, data.Matrix).Select((p, row) => data.Weights.Span[row] * (p - (data.Labels.Span[row] ? 1 : 0)))];
        var gradient = new double[ContractData.ColumnCount];
        var deviations = new double[ContractData.ColumnCount];
        var scaled = new float[ContractData.ColumnCount];
        for (int row = 0; row < 3000; row++)
        {
            scaling.Apply(data.Matrix.Row(row), scaled);
            for (int i = 0; i < scaled.Length; i++) gradient[i] += errors[row] * scaled[i];
        }

        Array.Fill(scaled, 0f);
        for (int i = 0; i < deviations.Length; i++) deviations[i] = model.Weights[i] / scaling.Unscale([.. Enumerable.Range(0, 8).Select(k => k == i ? 1.0 : 0)], 0).Weights[i];
        for (int i = 0; i < gradient.Length; i++) (gradient[i] + (l2 * deviations[i])).ShouldBe(0, 1e-3, $"feature {i}");
        errors.Sum().ShouldBe(0, 1e-3);
    }

    [Fact]
    public void The_bits_of_a_model_do_not_depend_on_the_number_of_threads()
    {
        TrainingData data = ContractData.Rows(20_003);
        LinearModel Train(int threadCount) => (LinearModel)Trainers.LogisticRegression().Train(data, ContractData.Context() with { ThreadCount = threadCount });
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
        double[] Probabilities(TrainingData rows) => ContractData.Probabilities(Trainers.LogisticRegression().Train(rows, ContractData.Context()), rows.Matrix);
        double[] expected = Probabilities(data), actual = Probabilities(inOtherUnits);
        for (int row = 0; row < expected.Length; row++) actual[row].ShouldBe(expected[row], 1e-3);
    }

    [Fact]
    public void Newton_and_L_BFGS_agree_and_a_constant_or_doubled_column_does_no_harm()
    {
        TrainingData data = ContractData.Rows(3000);
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < 3000; row++)
        {
            values[(row * ContractData.ColumnCount) + 6] = 3;
            values[(row * ContractData.ColumnCount) + 7] = values[row * ContractData.ColumnCount];
        }

        TrainingData singular = data with { Matrix = ContractData.Matrix(values, 3000) };
        double[] Probabilities(LogisticRegressionOptions options) => ContractData.Probabilities(Trainers.LogisticRegression(options).Train(singular, ContractData.Context()), singular.Matrix);
        double[] newton = Probabilities(new()), lbfgs = Probabilities(new() { L1 = 1e-6, Tolerance = 1e-9 }), unpenalised = Probabilities(new() { L2 = 0 });
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
        ContractData.Probabilities(model, separable.Matrix).Zip(separable.Labels.ToArray()).ShouldAllBe(row => row.First > 0.5 == row.Second);
    }

    [Fact]
    public void An_L1_penalty_sets_weights_to_zero()
    {
        TrainingData data = ContractData.Rows(3000);
        var model = (LinearModel)Trainers.LogisticRegression(new() { L1 = 60, L2 = 0 }).Train(data, ContractData.Context());
        model.Weights.Count(weight => weight == 0).ShouldBeInRange(1, ContractData.ColumnCount - 1);
    }
}
