using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class ResamplerContractTests
{
    private static readonly TrainingData Data = WithCategories(Rows.Random(frauds: 40, legitimate: 400)) with
    {
        Weights = Enumerable.Range(0, 440).Select(row => 1f + (row % 3)).ToArray(),
        Validation = WithCategories(Rows.Random(frauds: 10, legitimate: 100, seed: 8)),
    };

    private static readonly Dataset Transactions = new(
    [
        .. Datasets.Of(Rows.Random(frauds: 40, legitimate: 400)).Columns,
        new TextColumn("Channel", [.. Enumerable.Range(0, 440).Select(row => row % 3 == 0 ? 0 : 1)], new TextDictionary(["web", "shop"])),
    ]);

    // What has no option of that name; a new resampler that lacks one must be added here, or it fails.
    private static readonly string[] Unseeded =
    [
        nameof(AllKnnResampler), nameof(ChainResampler), nameof(ClassWeightsResampler), nameof(EditedNearestNeighborsResampler),
        nameof(FunctionResampler),
        nameof(NeighborhoodCleaningResampler), nameof(RepeatedEditedNearestNeighborsResampler), nameof(SmoteEnnResampler),
        nameof(SmoteTomekResampler), nameof(TomekLinksResampler),
    ];

    private static readonly string[] SeededCleaners = [nameof(CondensedNearestNeighborResampler), nameof(OneSidedSelectionResampler)];

    // What measures no distance takes missing values, and so does a learner that takes them.
    private static readonly string[] TakingMissing =
        [nameof(ClassWeightsResampler), nameof(FunctionResampler), nameof(InstanceHardnessResampler), nameof(RandomOverResampler),
            nameof(RandomUnderResampler)];

    // One pass over the rows, with nothing to interrupt.
    private static readonly string[] Instant = [nameof(ClassWeightsResampler), nameof(FunctionResampler), nameof(RandomOverResampler),
        nameof(RandomUnderResampler)];

    // What draws rows of a class without looking at them, so that the correction of the prior is exact.
    private static readonly string[] Exactly = [nameof(RandomOverResampler), nameof(RandomUnderResampler)];

    public static TheoryData<string> Names => EveryResampler.Names;

    public static TheoryData<string> Exact => [.. Exactly];

    public static TheoryData<string> Seeded => EveryResampler.Except(Unseeded);

    public static TheoryData<string> Aiming => EveryResampler.Except([.. Unseeded, .. SeededCleaners]);

    public static TheoryData<string> Lasting => EveryResampler.Except(Instant);

    public static TheoryData<string> Bearing => [.. TakingMissing];

    public static TheoryData<string> Measuring => EveryResampler.Except(TakingMissing);

    [Theory, MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_rows_for_any_number_of_threads(string name)
    {
        IResampler resampler = EveryResampler.Named(name);
        ResampledRows one = resampler.Resample(Data, Rows.Context(threads: 1));
        foreach (int threads in new[] { 1, 2, 16 })
        {
            ResampledRows other = resampler.Resample(Data, Rows.Context(threads: threads));
            other.Data.Matrix.Values.ToArray().ShouldBe(one.Data.Matrix.Values.ToArray());
            other.Data.Weights.ToArray().ShouldBe(one.Data.Weights.ToArray());
            other.Origins.ToArray().ShouldBe(one.Origins.ToArray());
        }
    }

    [Fact]
    public void Options_are_those_expected_so_that_no_rule_below_is_kept_by_absence()
    {
        EveryResampler.Without("Seed").ShouldBe(Unseeded, ignoreOrder: true);
        EveryResampler.Without("TargetRatio").ShouldBe([.. Unseeded, .. SeededCleaners], ignoreOrder: true);
    }

    [Fact]
    public void Exact_shifts_are_those_expected_so_that_no_probability_below_is_right_by_absence() =>
        EveryResampler.All.Where(name => Resample(name).Shift.IsExact).ShouldBe(Exactly, ignoreOrder: true);

    [Theory, MemberData(nameof(Seeded))]
    public void A_seed_in_the_options_goes_before_the_seed_of_the_fit(string name)
    {
        IResampler resampler = EveryResampler.Named(name, ("Seed", 5));
        ResampledRows rows = resampler.Resample(Data, Rows.Context(seed: 1));
        rows.Seed.ShouldBe(5);
        rows.Origins.ToArray().ShouldBe(resampler.Resample(Data, Rows.Context(seed: 2)).Origins.ToArray());
    }

    [Theory, MemberData(nameof(Names))]
    public void Columns_and_validation_rows_are_kept(string name)
    {
        TrainingData resampled = Resample(name).Data;
        resampled.Matrix.Columns.ShouldBeSameAs(Data.Matrix.Columns);
        resampled.Validation.ShouldBeSameAs(Data.Validation);
        resampled.Labels.Length.ShouldBe(resampled.Matrix.RowCount);
        resampled.Weights.Length.ShouldBe(resampled.Matrix.RowCount);
    }

    [Theory, MemberData(nameof(Names))]
    public void Surviving_rows_come_first_in_their_order_and_unchanged(string name)
    {
        ResampledRows resampled = Resample(name);
        ReadOnlySpan<RowOrigin> origins = resampled.Origins.Span;
        origins.Length.ShouldBe(resampled.Data.Matrix.RowCount);
        int last = -1;
        bool made = false;
        for (int row = 0; row < origins.Length; row++)
        {
            bool survives = !made && !origins[row].IsSynthetic && origins[row].Parent > last;
            if (survives) last = origins[row].Parent;
            else made = true;
            resampled.Data.Labels.Span[row].ShouldBe(Data.Labels.Span[origins[row].Parent]);
            if (!origins[row].IsSynthetic) resampled.Data.Matrix.Row(row).SequenceEqual(Data.Matrix.Row(origins[row].Parent))
                .ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(Aiming))]
    public void The_target_ratio_is_reached(string name)
    {
        IResampler resampler = EveryResampler.Named(name, ("TargetRatio", 0.5));
        TrainingData resampled = resampler.Resample(Data, Rows.Context()).Data;
        ((double)resampled.FraudCount / (resampled.Labels.Length - resampled.FraudCount)).ShouldBe(0.5, 0.01);
    }

    [Theory, MemberData(nameof(Aiming))]
    public void A_ratio_that_is_already_exceeded_is_explained(string name)
    {
        IResampler resampler = EveryResampler.Named(name, ("TargetRatio", 0.05));
        Should.Throw<FraudMlException>(() => resampler.Resample(Data, Rows.Context())).Message.ShouldBe(
            $"{resampler.Name} has nothing to do for TargetRatio 0.05: the training data already has 40 rows of the smaller class to 400 "
            + $"of the larger, a ratio of 0.1. Raise it, or leave the resampler out.");
    }

    [Theory, MemberData(nameof(Names))]
    public void The_prior_shift_is_the_change_of_the_share_of_frauds_by_weight(string name)
    {
        ResampledRows resampled = Resample(name);
        resampled.Shift.OriginalPositiveRatio.ShouldBe(ShareOfFraud(Data), 1e-9);
        resampled.Shift.TrainedPositiveRatio.ShouldBe(ShareOfFraud(resampled.Data), 1e-9);
        resampled.Method.ShouldBe(EveryResampler.Named(name).Name);
    }

    [Theory, MemberData(nameof(Names))]
    public void One_class_only_is_explained(string name) =>
        Should.Throw<FraudMlException>(() => EveryResampler.Named(name).Resample(WithCategories(Rows.Random(0, 20)), Rows.Context()))
            .Message.ShouldContain("needs both classes, and the training data has 0 frauds among 20 rows");

    [Theory, MemberData(nameof(Names))]
    public void A_tiny_class_is_resampled_or_explained(string name)
    {
        foreach (int frauds in new[] { 1, 2, 4 })
            IsValidOrExplained(name, WithCategories(Rows.Random(frauds, 50)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Equal_rows_constant_columns_and_huge_values_give_valid_rows_or_an_explanation(string name)
    {
        bool[] labels = [.. Enumerable.Range(0, 60).Select(row => row < 12)];
        foreach (float value in new[] { 0f, 1e-40f, 1e30f, float.MaxValue, -float.MaxValue })
            IsValidOrExplained(name, WithCategories(
                Rows.Of([.. labels.Select((fraud, row) => new[] { value, row % 2 == 0 ? value : -value, 3f })], labels)));
        IsValidOrExplained(name, Rows.Of([.. labels.Select(_ => new[] { 1f, 0f })], labels));
    }

    [Theory, MemberData(nameof(Bearing))]
    public void Missing_values_are_taken_by_what_needs_no_distance(string name)
    {
        TrainingData resampled = EveryResampler.Named(name).Resample(Missing(), Rows.Context()).Data;
        resampled.FraudCount.ShouldBeGreaterThan(0);
        resampled.Matrix.Values.ToArray().ShouldContain(value => float.IsNaN(value));
    }

    [Theory, MemberData(nameof(Measuring))]
    public void Missing_values_are_explained_by_column_where_distances_are_needed(string name)
    {
        string message = Should.Throw<FraudMlException>(() => EveryResampler.Named(name).Resample(Missing(), Rows.Context())).Message;
        message.ShouldContain("'V3'");
        message.ShouldContain("Impute");
    }

    // Numbers that name categories have no distances and nothing between them.
    [Theory, MemberData(nameof(Names))]
    public void Categories_stay_those_that_exist_or_the_way_out_is_named(string name)
    {
        TrainingData rows = Rows.Random(40, 400);
        float[] values = rows.Matrix.Values.ToArray();
        int width = rows.Matrix.ColumnCount;
        for (int row = 0; row < 440; row++) values[row * width] = row * 7 % 5 * 10;
        FeatureColumn[] columns = [.. rows.Matrix.Columns];
        columns[0] = new("City.Category", "City") { Kind = FeatureKind.Categorical };
        try
        {
            FeatureMatrix made = EveryResampler.Named(name)
                .Resample(rows with { Matrix = new FeatureMatrix(values, 440, columns) }, Rows.Context()).Data.Matrix;
            for (int row = 0; row < made.RowCount; row++) new[] { 0f, 10, 20, 30, 40 }.ShouldContain(made.Row(row)[0]);
        }
        catch (FraudMlException refused)
        {
            TakingMissing.Except([nameof(InstanceHardnessResampler)]).Append(nameof(SmoteNcResampler)).ShouldNotContain(name);
            refused.Message.ShouldContain("'City.Category'");
            refused.Message.ShouldContain(".OneHot");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_cancelled_token_stops_it_before_anything_is_done(string name)
    {
        ResamplingContext cancelled = Rows.Context() with { CancellationToken = new CancellationToken(canceled: true) };
        Should.Throw<OperationCanceledException>(() => EveryResampler.Named(name).Resample(Data, cancelled)).CancellationToken
            .ShouldBe(cancelled.CancellationToken);
    }

    [Theory, MemberData(nameof(Lasting))]
    public void A_token_cancelled_once_the_labels_are_read_stops_what_takes_long(string name)
    {
        using var source = new CancellationTokenSource();
        using var labels = new WatchedLabels(Data.Labels.ToArray(), _ => source.Cancel());
        Should.Throw<OperationCanceledException>(() => EveryResampler.Named(name)
            .Resample(Data with { Labels = labels.Memory }, Rows.Context() with { CancellationToken = source.Token }));
    }

    [Theory, MemberData(nameof(Names))]
    public void Options_of_another_method_are_explained(string name)
    {
        IResampler resampler = EveryResampler.Named(name);
        Should.Throw<FraudMlException>(() => resampler.With(new ImputeOptions())).Message
            .ShouldBe($"{resampler.Name} takes {resampler.Options.GetType().Name}. Got ImputeOptions instead.");
    }

    [Theory, MemberData(nameof(Names))]
    public void The_input_stays_as_it_was(string name)
    {
        float[] before = Data.Matrix.Values.ToArray();
        bool[] labels = Data.Labels.ToArray();
        Resample(name);
        Data.Matrix.Values.ToArray().ShouldBe(before);
        Data.Labels.ToArray().ShouldBe(labels);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_fitted_model_scores_every_row_and_contains_no_resampler(string name)
    {
        IResampler resampler = EveryResampler.Named(name);
        FraudModel model = Pipeline(resampler).Build().Fit(Transactions);
        double[] scores = model.Score(Transactions);
        scores.Length.ShouldBe(440);
        model.Calibrator.ShouldNotBe(FittedCalibrator.Logistic);
    }

    [Theory, MemberData(nameof(Exact))]
    public void Probabilities_are_right_on_average_where_the_shift_is_exact(string name) =>
        Pipeline(EveryResampler.Named(name)).Build().Fit(Transactions).Score(Transactions).Average().ShouldBe(40 / 440.0, 0.03);

    [Theory, MemberData(nameof(Names))]
    public void Probabilities_calibrated_on_untouched_rows_are_right_on_average(string name) =>
        Pipeline(EveryResampler.Named(name)).Calibrate(Calibrators.Platt()).Build().Fit(Transactions).Score(Transactions).Average()
            .ShouldBe(40 / 440.0, 0.02);

    private static TrainingData Missing()
    {
        TrainingData data = WithCategories(Rows.Random(20, 100));
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < 120; row += 5) values[(row * 6) + 2] = float.NaN;
        return data with { Matrix = new FeatureMatrix(values, 120, data.Matrix.Columns) };
    }

    private static FraudPipelineBuilder Pipeline(IResampler resampler) =>
        new FraudPipelineBuilder().OneHot("Channel").Resample(resampler).Train(new NewtonTrainer());

    private static void IsValidOrExplained(string name, TrainingData data)
    {
        IResampler resampler = EveryResampler.Named(name);
        try
        {
            ResampledRows resampled = resampler.Resample(data, Rows.Context());
            resampled.Data.FraudCount.ShouldBeInRange(1, resampled.Data.Labels.Length - 1);
            resampled.Data.Matrix.Values.ToArray().ShouldAllBe(number => float.IsFinite(number));
        }
        catch (FraudMlException error)
        {
            error.Message.Any(char.IsAsciiDigit).ShouldBeTrue(error.Message);
            error.Message.ShouldMatch(@"(Lower|Raise|Relax|Use|Set|Clean|Choose|use|add|Add) [\s\S]*\.$");
        }
    }

    // Three numbers or more, and a one-hot group of two.
    private static TrainingData WithCategories(TrainingData data)
    {
        int width = data.Matrix.ColumnCount + 2;
        var values = new float[data.Matrix.RowCount * width];
        for (int row = 0; row < data.Matrix.RowCount; row++)
        {
            data.Matrix.Row(row).CopyTo(values.AsSpan(row * width));
            values[(row * width) + width - 1 - (row % 3 == 0 ? 1 : 0)] = 1;
        }

        FeatureColumn[] group = [.. new[] { "Channel=web", "Channel=shop" }.Select(
            name => new FeatureColumn(name, "Channel") { OneHotGroup = "Channel", Kind = FeatureKind.Indicator })];
        return data with { Matrix = new FeatureMatrix(values, data.Matrix.RowCount, [.. data.Matrix.Columns, .. group]) };
    }

    private static ResampledRows Resample(string name) => EveryResampler.Named(name).Resample(Data, Rows.Context());

    private static double ShareOfFraud(TrainingData data)
    {
        (bool Fraud, float Weight)[] rows = [.. data.Labels.ToArray().Zip(data.Weights.ToArray())];
        return rows.Where(row => row.Fraud).Sum(row => (double)row.Weight) / rows.Sum(row => (double)row.Weight);
    }
}
