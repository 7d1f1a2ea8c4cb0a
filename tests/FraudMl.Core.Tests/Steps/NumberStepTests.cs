using CsCheck;

namespace FraudMl.Tests;

public sealed class NumberStepTests
{
    [Fact]
    public void Values_are_sorted_as_the_framework_sorts_them() => Gen.Single.Array[0, 200].Sample(values =>
    {
        double[] want = [.. values.Where(value => !float.IsNaN(value)).Select(value => (double)value).Order()];
        NumberValues.Sorted(values).ShouldBe(want);
    });

    [Fact]
    public void The_edges_passed_are_those_that_are_not_above() =>
        Gen.Select(Gen.Int[-9, 9].Array[0, 40], Gen.Int[-10, 10]).Sample((edges, value) =>
        EdgeLookup.Passed([.. edges.Distinct().Order().Select(edge => (float)edge)], value)
            .ShouldBe(edges.Distinct().Count(edge => edge <= value)));

    [Fact]
    public void Brents_minimum_is_found_far_outside_of_where_the_search_begins()
    {
        Brent.Minimum(x => Math.Pow(x - 1234.5, 2), -2, 2).ShouldBe(1234.5, 1e-3);
        Brent.Minimum(x => Math.Cosh(x + 0.25), -2, 2).ShouldBe(-0.25, 1e-7);
        Brent.Minimum(x => x < -1 ? double.NaN : Math.Exp(x) - (2 * x), -2, 2).ShouldBe(Math.Log(2), 1e-7);
    }

    [Theory]
    [InlineData(PowerMethod.YeoJohnson)]
    [InlineData(PowerMethod.BoxCox)]
    public void The_power_of_many_values_is_that_of_the_largest_likelihood_wherever_their_sample_lies(PowerMethod method)
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 20_000)
            .Select(i => Math.Exp((random.NextDouble() + random.NextDouble()) * (i % 4 == 0 ? 1 : 3)))];
        var likelihood = new PowerLikelihood(values, method);

        double power = PowerFunction.Fit(values, method).Power;

        power.ShouldBe(Brent.Minimum(candidate => -likelihood.Of(candidate), -2, 2), 1e-6);
    }

    [Fact]
    public void Eigenvalues_and_vectors_rebuild_the_matrix() => Gen.Double[-3, 3].Array[36].Sample(values =>
    {
        double Entry(int i, int j) => values[Math.Min((i * 6) + j, (j * 6) + i)];
        (double[] eigenvalues, double[][] vectors) = SymmetricEigen.Of(
            [.. Enumerable.Range(0, 6).Select(i => Enumerable.Range(0, 6).Select(j => Entry(i, j)).ToArray())]);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
                Enumerable.Range(0, 6).Sum(k => vectors[k][i] * eigenvalues[k] * vectors[k][j]).ShouldBe(Entry(i, j), 1e-12);
        }
    });

    [Fact]
    public void Principal_components_are_found_on_the_model_and_missing_values_are_refused_by_column()
    {
        Dataset data = FeatureData.Rows();
        FraudModel model = new FraudPipelineBuilder().Drop(Columns.Texts).Drop(Columns.Timestamps).Impute("amount")
            .Standardize(Columns.Numbers)
            .Pca(Columns.Numbers, new() { ComponentCount = 2 }).Train(Trainers.LogisticRegression()).Build().Fit(data);

        FittedPca pca = model.Steps.OfType<FittedPca>().Single();
        pca.ExplainedVarianceRatio.Sum().ShouldBeInRange(0.5, 0.6);
        model.Features.Select(column => column.Name).ShouldBe(["PC1", "PC2"]);
        Should.Throw<FraudMlException>(() => Fit(data, new PcaStep(Columns.Numbers, new PcaOptions()))).Problems.Single()
            .ShouldMatch("^'amount' is missing or infinite in \\d+ of 1000 rows. Add .Impute\\(\"amount\"\\) before it.$");
        Should.Throw<FraudMlException>(() => Fit(data, new PcaStep("balance", new PcaOptions { ComponentCount = 2 }))).Message
            .ShouldBe("Pca(balance) can make at most 1 components from 1 columns and 1000 rows, and ComponentCount is 2. Lower it.");
    }

    [Fact]
    public void Box_Cox_refuses_a_column_that_is_not_positive() =>
        Should.Throw<FraudMlException>(() =>
            Fit(FeatureData.Rows(), new PowerStep("balance", new PowerOptions { Method = PowerMethod.BoxCox }))).Message
            .ShouldMatch("^Box-Cox takes positive numbers only, and 'balance' is 0 or negative in \\d+ of 1000 training rows. Use "
                + "PowerMethod.YeoJohnson.$");

    [Fact]
    public void A_constant_and_an_empty_column_pass_every_step_without_an_infinite_number()
    {
        var data = new Dataset([new NumberColumn("constant", [7.3f, 7.3f, 7.3f, 7.3f]), new NumberColumn("empty",
            [float.NaN, float.NaN, float.NaN, float.NaN]), new NumberColumn("label", [0, 1, 0, 1], ColumnRoles.Label)]);
        IFeatureStep[] steps =
        [
            new StandardizeStep(Columns.Numbers, new StandardizeOptions()), new MinMaxStep(Columns.Numbers, new MinMaxOptions()),
            new MaxAbsStep(Columns.Numbers),
            new RobustStep(Columns.Numbers, new RobustOptions()),
            new QuantileStep(Columns.Numbers, new QuantileOptions { Output = OutputDistribution.Normal }),
            new PowerStep(Columns.Numbers, new PowerOptions()), new ClipStep(Columns.Numbers, new ClipOptions()),
            new BinStep(Columns.Numbers, new BinOptions()),
            new BinStep(Columns.Numbers, new BinOptions { By = BinStrategy.Tree }),
        ];
        foreach (IFeatureStep step in steps)
        {
            FeatureMatrix matrix = Fit(data, step);
            for (int row = 0; row < 4; row++)
            {
                float.IsFinite(matrix.Row(row)[0]).ShouldBeTrue(step.Name);
                matrix.Row(row)[1].ShouldBe(float.NaN, step.Name);
            }
        }
    }

    [Fact]
    public void Options_report_every_broken_rule()
    {
        var builder = new FraudPipelineBuilder();
        Should.Throw<FraudMlException>(() => builder.MinMax("x", new() { Low = 2 })).Problems
            .ShouldBe(["High must be greater than Low. Got 2 and 1 instead."]);
        Should.Throw<FraudMlException>(() => builder.Robust("x", new() { LowerQuantile = 0.8, UpperQuantile = 1 })).Problems.Count
            .ShouldBe(1);
        Should.Throw<FraudMlException>(() =>
            builder.Clip("x", new() { LowerQuantile = double.NaN, Minimum = 3, Maximum = 1 })).Problems.Count.ShouldBe(2);
        Should.Throw<FraudMlException>(() => builder.Quantile("x", new() { QuantileCount = 1 })).Problems
            .ShouldBe(["QuantileCount must be in [2, 100000]. Got 1 instead."]);
        Should.Throw<FraudMlException>(() => builder.Pca("x", new() { ComponentCount = 0, VarianceRatio = 0.9 })).Problems.Count
            .ShouldBe(2);
    }

    private static FeatureMatrix Fit(Dataset data, IFeatureStep step) =>
        FittedFeatures.Fit([step, new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)], data,
            new StepContext(1, Folds.Stratified(2))).Matrix;
}
