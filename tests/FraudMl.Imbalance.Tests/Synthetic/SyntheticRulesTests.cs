namespace FraudMl.Tests;

/// <summary>What holds for made-up rows, whatever made them.</summary>
public sealed class SyntheticRulesTests
{
    private static readonly SyntheticRules Rules = new()
    {
        ImmutableColumns = ["Country"],
        DerivedColumns = new Dictionary<string, DerivedValue> { ["Share"] = row => row["Amount"] / (1 + row["Count"]) },
    };

    public static TheoryData<string> Names => [.. Generators(new()).Keys];

    [Theory, MemberData(nameof(Names))]
    public void Whole_numbers_bounds_groups_immutable_and_derived_columns_stay_valid(string name)
    {
        TrainingData data = Payments();
        ResampledRows made = Generators(Rules)[name].Resample(data, Rows.Context());
        made.Data.Labels.Length.ShouldBeGreaterThan(data.Labels.Length);
        for (int row = data.Labels.Length; row < made.Data.Labels.Length; row++)
        {
            ReadOnlySpan<float> values = made.Data.Matrix.Row(row);
            values[0].ShouldBeInRange(0, 3);
            values[1].ShouldBe(MathF.Round(values[1]));
            (values[2] + values[3]).ShouldBe(1);
            (values[2] * values[3]).ShouldBe(0);
            values[4].ShouldBe(data.Matrix.Row(made.Origins.Span[row].Parent)[4]);
            values[5].ShouldBe(values[0] / (1 + values[1]));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_made_up_row_tells_parent_neighbor_method_and_seed(string name)
    {
        TrainingData data = Payments();
        IResampler generator = Generators(new())[name];
        ResampledRows made = generator.Resample(data, Rows.Context(seed: 9));
        for (int row = 0; row < made.Origins.Length; row++)
        {
            RowOrigin origin = made.Origins.Span[row];
            origin.IsSynthetic.ShouldBe(row >= data.Labels.Length);
            if (!origin.IsSynthetic) continue;
            origin.MadeBy.ShouldBe(new ResamplingStage(generator.Name, 9));
            data.Labels.Span[origin.Parent].ShouldBeTrue();
            origin.Neighbor.ShouldBeInRange(-1, data.Labels.Length - 1);
        }
    }

    [Fact]
    public void Entities_are_never_mixed_and_neighbors_come_from_the_past()
    {
        TrainingData data = Payments();
        ResampledRows made = Resamplers.Smote(new() { Rules = new() { EntityKey = "Customer", PastOnly = true } })
            .Resample(data, Rows.Context());
        ReadOnlySpan<int> customers = data.Keys["Customer"].Span;
        foreach (RowOrigin origin in made.Origins.ToArray().Where(origin => origin.IsSynthetic))
        {
            customers[origin.Neighbor].ShouldBe(customers[origin.Parent]);
            data.Timestamps.Span[origin.Neighbor].ShouldBeLessThanOrEqualTo(data.Timestamps.Span[origin.Parent]);
        }

        made.Data.Timestamps.Length.ShouldBe(made.Data.Labels.Length);
        made.Data.Keys["Customer"].Length.ShouldBe(made.Data.Labels.Length);
    }

    [Fact]
    public void Rules_that_leave_no_neighbor_are_explained()
    {
        TrainingData data = Payments();
        TrainingData alone = data with { Keys = new Dictionary<string, ReadOnlyMemory<int>> { ["Customer"] = Enumerable.Range(0,
            data.Labels.Length).ToArray() } };
        Should.Throw<FraudMlException>(() => Resamplers.Smote(new() { Rules = new() { EntityKey = "Customer" } })
            .Resample(alone, Rows.Context())).Message.ShouldBe(
            "SMOTE found no neighbor for any of 30 rows that its Rules allow: of the same 'Customer'. Relax the Rules or use "
            + "Resamplers.RandomOver().");
        Should.Throw<FraudMlException>(() => Resamplers.Smote(new() { Rules = new() { EntityKey = "Card" } })
            .Resample(data, Rows.Context())).Message.ShouldBe(
            "SMOTE keeps the entities of 'Card' apart, and there is no such key column. There are Customer.");
    }

    [Fact]
    public void Missing_values_are_met_where_they_are_allowed()
    {
        TrainingData data = Payments();
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < data.Labels.Length; row += 4) values[row * 6] = float.NaN;
        TrainingData missing = data with { Matrix = new FeatureMatrix(values, data.Labels.Length, data.Matrix.Columns) };
        ResampledRows made = Resamplers.Smote(new() { Rules = new() { AllowMissing = true } }).Resample(missing, Rows.Context());
        for (int row = data.Labels.Length; row < made.Data.Labels.Length; row++)
            float.IsNaN(made.Data.Matrix.Row(row)[0]).ShouldBe(float.IsNaN(missing.Matrix.Row(made.Origins.Span[row].Parent)[0]));
    }

    [Fact]
    public void Rows_of_weight_zero_are_nobodys_parent_and_nobodys_neighbor()
    {
        TrainingData data = Payments();
        float[] weights = [.. Enumerable.Range(0, data.Labels.Length).Select(row => row % 2 == 0 ? 0f : 1f)];
        ResampledRows made = Resamplers.Smote().Resample(data with { Weights = weights }, Rows.Context());
        made.Origins.ToArray().Where(origin => origin.IsSynthetic).ShouldAllBe(
            origin => origin.Parent % 2 == 1 && origin.Neighbor % 2 == 1);
    }

    [Fact]
    public void A_rule_over_a_feature_that_is_not_there_is_explained() =>
        Should.Throw<FraudMlException>(() => Resamplers.Smote(new() { Rules = new() { ImmutableColumns = ["Land"] } })
            .Resample(Payments(), Rows.Context())).Message.ShouldBe(
            "There is no feature 'Land' where rows are resampled. There are Amount, Count, Web, Shop, Country, Share.");

    // Resampled rows are of types that nothing which evaluates takes.
    [Fact]
    public void Nothing_that_evaluates_takes_resampled_rows()
    {
        Type[] resampled = [typeof(ResampledRows), typeof(TrainingData), typeof(FeatureMatrix)];
        Type[] evaluating = [typeof(Evaluation), typeof(ScoredRows), typeof(FraudModel), typeof(FraudPipeline), typeof(Metric)];
        evaluating.SelectMany(type => type.GetMethods().Cast<System.Reflection.MethodBase>().Concat(type.GetConstructors()))
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType).Intersect(resampled).ShouldBeEmpty();
    }

    private static Dictionary<string, IResampler> Generators(SyntheticRules rules) => new()
    {
        ["Smote"] = Resamplers.Smote(new() { Rules = rules }),
        ["SmoteNc"] = Resamplers.SmoteNc(new() { Rules = rules }),
        ["Borderline 1"] = Resamplers.BorderlineSmote(new() { Rules = rules }),
        ["Borderline 2"] = Resamplers.BorderlineSmote(new() { Rules = rules, Kind = 2 }),
        ["Adasyn"] = Resamplers.Adasyn(new() { Rules = rules }),
        ["SvmSmote"] = Resamplers.SvmSmote(new() { Rules = rules }),
        ["KMeansSmote"] = Resamplers.KMeansSmote(new() { Rules = rules }),
        ["GeometricSmote"] = Resamplers.GeometricSmote(new() { Rules = rules }),
        ["RandomOver"] = Resamplers.RandomOver(new() { Rules = rules, Shrinkage = 1 }),
    };

    // Amount in [0, 3], a whole Count, a channel of two, a Country that must not change, and the Share of both first columns.
    private static TrainingData Payments()
    {
        TrainingData random = Rows.Random(frauds: 30, legitimate: 150, columns: 3, shift: 0.7);
        float[][] rows = [.. Enumerable.Range(0, 180).Select(row =>
        {
            ReadOnlySpan<float> values = random.Matrix.Row(row);
            (float amount, float count, bool web) = (Math.Clamp(values[0] + 1, 0, 3), MathF.Round(Math.Abs(values[1]) * 4), values[2] > 0);
            return new[] { amount, count, web ? 1 : 0, web ? 0 : 1, row % 7, amount / (1 + count) };
        })];
        FeatureColumn[] columns =
        [
            new("Amount", "Amount") { Minimum = 0, Maximum = 3 },
            new("Count", "Count") { Kind = FeatureKind.Integer },
            new("Web", "Channel") { Kind = FeatureKind.Indicator, OneHotGroup = "Channel" },
            new("Shop", "Channel") { Kind = FeatureKind.Indicator, OneHotGroup = "Channel" },
            new("Country", "Country") { Kind = FeatureKind.Ordinal },
            new("Share", "Amount"),
        ];
        return new TrainingData(new FeatureMatrix([.. rows.SelectMany(row => row)], 180, columns), random.Labels)
        {
            Timestamps = Enumerable.Range(0, 180).Select(row => (long)((row * 37) % 180)).ToArray(),
            Keys = new Dictionary<string, ReadOnlyMemory<int>> { ["Customer"] = Enumerable.Range(0, 180).Select(row => row % 4).ToArray() },
        };
    }
}
