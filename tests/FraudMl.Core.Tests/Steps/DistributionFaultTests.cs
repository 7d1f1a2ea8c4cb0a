namespace FraudMl.Tests;

/// <summary>Columns that are narrow, large or nearly empty of digits: powers, bins and ranks of them.</summary>
public sealed class DistributionFaultTests
{
    private const int DrawCount = 20;

    public static TheoryData<PowerMethod, int, double> Scales
    {
        get
        {
            var data = new TheoryData<PowerMethod, int, double>();
            foreach (PowerMethod method in Enum.GetValues<PowerMethod>())
            {
                foreach (int rowCount in new[] { 20, 500 })
                {
                    foreach (double scale in new[] { 1e-3, 1, 1e3, 1e6, 1e9, 1e12 }) data.Add(method, rowCount, scale);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Scales))]
    public void The_power_is_that_of_the_largest_likelihood_whatever_the_size_of_the_column(PowerMethod method, int rowCount, double scale)
    {
        // Yeo and Johnson's powers of tiny numbers are hundreds, and the likelihood hardly tells one from the next.
        if (method == PowerMethod.YeoJohnson && scale < 1) return;
        var random = new Random(3);
        for (int draw = 0; draw < DrawCount; draw++)
        {
            double[] values = [.. Enumerable.Range(0, rowCount)
                .Select(_ => scale * (draw % 2 == 0 ? Math.Exp(Normal(random)) : Math.Abs(Normal(random)) + 1e-3))];
            double power = PowerFunction.Fit(values, method).Power;
            power.ShouldBe(Best(values, method), 1e-3, $"draw {draw}");
        }
    }

    public static TheoryData<double, double> Narrow => new()
    {
        { 40.7, 0.05 }, { 10_150, 150 }, { -1000, 0.1 }, { 100, 0.05 }, { 50, 0.02 }, { 1, 0.001 }, { 37.77, 0.02 }, { -122.4, 0.02 },
            { 1e6, 2 }, { 1.6e9, 1000 },
        { 16_777_216, 4 }, { -5e8, 100 }, { 1e-3, 1e-7 },
    };

    [Theory, MemberData(nameof(Narrow))]
    public void A_narrow_column_keeps_its_spread(double middle, double halfWidth)
    {
        var random = new Random(11);
        for (int draw = 0; draw < 40; draw++)
        {
            float[] values = [.. Enumerable.Range(0, 500).Select(_ => (float)(middle + (((2 * random.NextDouble()) - 1) * halfWidth)))];
            if (values.Distinct().Count() < 3) continue;
            foreach (PowerMethod method in middle > 0 ? Enum.GetValues<PowerMethod>() : [PowerMethod.YeoJohnson])
            {
                float[] raised = Fitted(new PowerStep("x", new PowerOptions { Method = method }), values);
                double mean = raised.Average(value => (double)value);
                double deviation = Math.Sqrt(raised.Average(value => (value - mean) * (value - mean)));
                mean.ShouldBe(0, 1e-2, $"{method}, draw {draw}");
                deviation.ShouldBe(1, 1e-2, $"{method}, draw {draw}");
                for (int row = 1; row < values.Length; row++)
                {
                    if (values[row] > values[row - 1]) raised[row].ShouldBeGreaterThanOrEqualTo(raised[row - 1]);
                }

                // Unless floats themselves hold hardly any values there, what differs stays different.
                if (values.Distinct().Count() > 300) raised.Distinct().Count().ShouldBeGreaterThan(250, $"{method}, draw {draw}");
            }
        }
    }

    [Theory]
    [InlineData("(missing)")]
    [InlineData("(infrequent)")]
    [InlineData("(missing)#2")]
    public void A_text_that_reads_like_a_made_up_category_keeps_its_indicator(string text)
    {
        string?[] texts = [text, null, "b", "a", "a", "b", text, null, "rare", "(missing)", "(missing)", "(infrequent)", "(infrequent)"];
        var dictionary = new TextDictionary([.. texts.OfType<string>().Distinct()]);
        int[] codes = [.. texts.Select(value => value is null ? TextDictionary.Missing : dictionary.Texts.ToList().IndexOf(value))];
        var data = new Dataset([new TextColumn("c", codes, dictionary), new NumberColumn("y", new float[texts.Length], ColumnRoles.Label)]);
        foreach (OneHotOptions options in new[] { new OneHotOptions(), new OneHotOptions { MinimumCount = 2 } })
        {
            FeatureMatrix matrix = FittedFeatures.Fit([new OneHotStep("c", options)], data, new StepContext(1, Folds.Stratified(2))).Matrix;
            matrix.Columns.Select(column => column.Name).Distinct().Count().ShouldBe(matrix.ColumnCount);
            for (int row = 0; row < texts.Length; row++)
            {
                matrix.Row(row).ToArray().Sum().ShouldBe(1, $"row {row}");
                for (int other = 0; other < texts.Length; other++)
                {
                    bool bothRare = options.MinimumCount > 1 && texts.Count(value => value == texts[row]) < 2
                        && texts.Count(value => value == texts[other]) < 2;
                    matrix.Row(row).SequenceEqual(matrix.Row(other))
                        .ShouldBe(bothRare || texts[row] == texts[other], $"rows {row} and {other}");
                }
            }
        }
    }

    [Fact]
    public void Groups_of_weight_of_evidence_are_told_apart_by_their_names()
    {
        var dictionary = new TextDictionary(["(missing)", "b"]);
        var categories = new TextCategories(new SchemaColumn(ColumnKind.Text, 0, new FeatureColumn("c", "c")) { Texts = dictionary.Texts },
            [0, 1, 2], [1, 1, 1]);
        Enumerable.Range(0, 3).Select(categories.Name).ShouldBe(["(missing)", "b", "(missing)#2"]);
    }

    [Theory]
    [InlineData(16_777_216f, 16_777_218f, 10)]
    [InlineData(1f, 1.0000001f, 9)]
    [InlineData(1e30f, 1.0000001e30f, 7)]
    public void Bins_by_width_have_the_numbers_of_scikit_learn_where_edges_are_one_float(float low, float high, int binCount)
    {
        // Between two neighbouring floats every edge is the upper one: numbers are 0 and the last.
        float[] bins = Fitted(new BinStep("x", new BinOptions { By = BinStrategy.Width, BinCount = binCount }), [low, high, low, high]);
        bins.ShouldBe([0, binCount - 1, 0, binCount - 1]);
        FeatureMatrix indicators = Matrix(new BinStep("x", new BinOptions { By = BinStrategy.Width, BinCount = binCount, OneHot = true }),
            [low, high, low, high]);
        indicators.Values.ToArray().ShouldBe([1, 0, 0, 1, 1, 0, 0, 1]);
    }

    [Fact]
    public void Bins_of_a_narrow_column_have_the_numbers_that_edges_in_doubles_give()
    {
        var random = new Random(2);
        float[] values = [.. Enumerable.Range(0, 200).Select(_ => 1e8f + (8 * random.Next(6)))];
        double low = values.Min(), width = (values.Max() - low) / 40;
        float[] wanted = [.. values.Select(value => (float)Enumerable.Range(1, 39).Count(edge => low + (edge * width) <= value))];
        Fitted(new BinStep("x", new BinOptions { By = BinStrategy.Width, BinCount = 40 }), values).ShouldBe(wanted);
    }

    [Theory]
    [InlineData(5f, -5.199337f)]
    [InlineData(1e9f, -5.199337f)]
    [InlineData(1.8e9f, 0f)]
    [InlineData(1e12f, 0f)]
    [InlineData(-1e12f, 0f)]
    public void A_constant_column_has_the_normal_quantile_that_scikit_learn_gives_it(float value, float wanted)
    {
        var step = new QuantileStep("x", new QuantileOptions { Output = OutputDistribution.Normal });
        Fitted(step, [.. Enumerable.Repeat(value, 50)]).ShouldAllBe(output => Math.Abs(output - wanted) < 1e-5);
        Fitted(new QuantileStep("x", new QuantileOptions()), [.. Enumerable.Repeat(value, 50)]).ShouldAllBe(output => output == 0);
    }

    [Fact]
    public void A_quantile_step_saved_before_scores_as_it_did()
    {
        FittedFeatures features = FittedFeatures.Fit([new QuantileStep("x", new QuantileOptions { Output = OutputDistribution.Normal })],
            Data([.. Enumerable.Repeat(1e12f, 50)]), new StepContext(1, Folds.Stratified(2))).Features;
        byte[] before = StepContractCases.WithPayload(StepContractCases.Saved(features), json =>
            json.Replace(",\"byMargin\":true", "", StringComparison.Ordinal));
        FraudModel loaded = FraudModel.Load(new MemoryStream(before));
        loaded.Transform(Data([1e12f])).Values.ToArray().ShouldAllBe(output => Math.Abs(output + 5.199337) < 1e-5);
        ((FittedQuantile)loaded.Steps[0]).ByMargin.ShouldBeNull();
    }

    private static Dataset Data(float[] values) =>
        new([new NumberColumn("x", values), new NumberColumn("y", new float[values.Length], ColumnRoles.Label)]);

    private static FeatureMatrix Matrix(IFeatureStep step, float[] values) =>
        FittedFeatures.Fit([step], Data(values), new StepContext(1, Folds.Stratified(2))).Matrix;

    private static float[] Fitted(IFeatureStep step, float[] values) => Matrix(step, values).Values.ToArray();

    // Brute force over a fine grid, then a finer one, in the logarithms' own middle, where no digit is lost: a column's size is a factor of
    // what it becomes.
    private static double Best(double[] values, PowerMethod method)
    {
        double[] logs = [.. values.Select(value => method == PowerMethod.BoxCox ? Math.Log(value) : Math.Log(1 + value))];
        double middle = logs.Average();
        double Likelihood(double power)
        {
            double[] raised = [.. logs.Select(log => Math.Abs(power) < 1e-9 ? log - middle : Math.Exp(power * (log - middle)) / power)];
            double mean = raised.Average();
            return (-0.5 * Math.Log(raised.Average(value => (value - mean) * (value - mean)))) - middle;
        }

        double best = 0;
        foreach (double step in new[] { 0.05, 1e-3, 1e-5 })
        {
            double from = best;
            int reach = step == 0.05 ? 120 : 60;
            best = Enumerable.Range(-reach, (2 * reach) + 1).Select(i => from + (i * step)).MaxBy(Likelihood);
        }

        return best;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
