using System.Linq.Expressions;

namespace FraudMl.Tests;

public sealed class DeriveTests
{
    public static TheoryData<string> Names =>
        [.. DeriveFunctions.All.Where(function => function.Value.Computed is not null).Select(function => function.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_computes_what_csharp_does(string name)
    {
        Dataset data = FeatureData.Rows();
        float[] got = Derived(name, DeriveFunctions.All[name].Expression, data);
        ReadOnlySpan<float> amounts = ((NumberColumn)data["amount"]).Values, balances = ((NumberColumn)data["balance"]).Values;

        for (int row = 0; row < got.Length; row++)
        {
            double want = DeriveFunctions.All[name].Computed(amounts[row], balances[row]);
            ((double)got[row]).ShouldMatch(want, $"{name}, row {row}", 1e-6);
        }
    }

    [Fact]
    public void A_captured_variable_is_read_when_the_step_is_added()
    {
        float factor = 2;
        Expression<Func<FeatureRow, double>> expression = row => row["balance"] * factor;
        var step = new DeriveStep(new("x", DerivedParser.Parse(expression, "x")));
        factor = 1000;

        Dataset data = FeatureData.Rows();
        float[] got = Values(FittedFeatures.Fit([step, new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)], data,
            Context).Matrix, "x");

        got[0].ShouldBe(2 * ((NumberColumn)data["balance"]).Values[0]);
    }

    [Fact]
    public void A_power_of_a_negative_number_is_what_csharp_says() =>
        Derived("p", row => MathF.Pow(row["balance"], 2), One(-3)).ShouldBe([9]);

    [Fact]
    public void A_derived_column_may_replace_its_own_source() =>
        Derived("balance", row => row["balance"] + 1, One(4)).ShouldBe([5]);

    [Fact]
    public void What_is_not_supported_is_refused_when_the_step_is_added_and_named()
    {
        double rate = 2.7;
        int numerator = 7, denominator = 2;
        var date = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Refused(row => row["a"].ToString("R", null).Length).ShouldContain(
            "which is not supported. Supported are row[\"Column\"], numbers, + - * / %, comparisons");
        Refused(row => Math.Cbrt(row["a"])).ShouldContain("Cbrt");
        Refused(row => row.Text("a") == row.Text("b") ? 1 : 0).ShouldContain("row.Text(\"a\")");
        Refused(row => row.Text("a")!.Length).ShouldContain("Length");
        Refused(row => row.Text("a")!.StartsWith('x') ? 1 : 0).ShouldContain("StartsWith");
        Refused(row => Math.Round(row["a"], 2)).ShouldContain("Round");
        Refused(row => (int)row["a"]).ShouldContain("Convert(row.get_Item(\"a\"), Int32)");
        Refused(row => row["a"] * (numerator / denominator)).ShouldContain("/");
        Refused(row => row["a"] * (int)rate).ShouldContain("Int32");
        Refused(row => row["a"] + date.Year).ShouldContain("Year");
        Refused(row => Own(row["a"])).ShouldContain("Own");
    }

    [Fact]
    public void An_expression_without_a_column_is_refused() =>
        Refused(row => 3).ShouldBe("Derive(\"x\") must read at least one column.");

    [Fact]
    public void A_column_that_is_not_there_is_named_when_the_step_is_fitted() =>
        Should.Throw<FraudMlException>(() => Derived("x", row => row["nothing"], One(1))).Message
            .ShouldStartWith("There is no column 'nothing' at this place of the pipeline. The columns are balance");

    [Fact]
    public void A_text_column_is_refused_by_name() =>
        Should.Throw<FraudMlException>(() => Derived("x", row => row["city"], FeatureData.Rows())).Message
            .ShouldBe("The expression needs Number columns, and 'city' is Text. Encode it first, for example with "
                + ".OneHot(\"city\"), or read it with schema.Number(\"city\").");

    private static StepContext Context => new(1, Folds.Stratified(2));

    private static float Own(float value) => value;

    private static string Refused(Expression<Func<FeatureRow, double>> expression) =>
        Should.Throw<FraudMlException>(() => new FraudPipelineBuilder().Derive("x", expression)).Message;

    private static Dataset One(float balance) =>
        new([new NumberColumn("balance", [balance]), new NumberColumn("label", [1], ColumnRoles.Label)]);

    private static float[] Derived(string name, Expression<Func<FeatureRow, double>> expression, Dataset data) => Values(
        FittedFeatures.Fit([new DeriveStep(new(name, DerivedParser.Parse(expression, name))), new DropStep(Columns.Texts),
            new DropStep(Columns.Timestamps)], data, Context).Matrix, name);

    private static float[] Values(FeatureMatrix matrix, string name)
    {
        int column = matrix.Columns.Select(feature => feature.Name).ToList().IndexOf(name);
        return [.. Enumerable.Range(0, matrix.RowCount).Select(row => matrix.Row(row)[column])];
    }
}
