namespace FraudMl.Tests;

public sealed class ResamplerContractTests
{
    private static readonly TrainingData Data = Rows.Random(frauds: 40, legitimate: 400) with
    {
        Weights = Enumerable.Range(0, 440).Select(row => 1f + (row % 3)).ToArray(),
        Validation = Rows.Random(frauds: 10, legitimate: 100, seed: 8),
    };

    public static TheoryData<string> Names => EveryResampler.Names;

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

    [Theory, MemberData(nameof(Names))]
    public void A_seed_in_the_options_goes_before_the_seed_of_the_fit(string name)
    {
        IResampler resampler = EveryResampler.Named(name, ("Seed", 5));
        if (EveryResampler.PropertyOf(resampler, "Seed") is null) return;
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
            if (!origins[row].IsSynthetic) resampled.Data.Matrix.Row(row).SequenceEqual(Data.Matrix.Row(origins[row].Parent)).ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_target_ratio_is_reached(string name)
    {
        IResampler resampler = EveryResampler.Named(name, ("TargetRatio", 0.5));
        if (EveryResampler.PropertyOf(resampler, "TargetRatio") is null) return;
        TrainingData resampled = resampler.Resample(Data, Rows.Context()).Data;
        ((double)resampled.FraudCount / (resampled.Labels.Length - resampled.FraudCount)).ShouldBe(0.5, 0.01);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_ratio_that_is_already_exceeded_is_explained(string name)
    {
        IResampler resampler = EveryResampler.Named(name, ("TargetRatio", 0.05));
        if (EveryResampler.PropertyOf(resampler, "TargetRatio") is null) return;
        Should.Throw<FraudMlException>(() => resampler.Resample(Data, Rows.Context())).Message.ShouldBe(
            $"{resampler.Name} has nothing to do for TargetRatio 0.05: the training data already has 40 rows of the smaller class to 400 of the larger, a ratio of 0.1. Raise it, or leave the resampler out.");
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
        Should.Throw<FraudMlException>(() => EveryResampler.Named(name).Resample(Rows.Random(0, 20), Rows.Context()))
            .Message.ShouldContain("needs both classes, and the training data has 0 frauds among 20 rows");

    [Theory, MemberData(nameof(Names))]
    public void A_tiny_class_is_resampled_or_explained(string name)
    {
        try
        {
            EveryResampler.Named(name).Resample(Rows.Random(1, 50), Rows.Context()).Data.FraudCount.ShouldBeGreaterThan(0);
        }
        catch (FraudMlException error)
        {
            error.Message.ShouldContain("but the training data has 1.");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Awkward_rows_give_finite_rows_or_an_explanation(string name)
    {
        var huge = new bool[60];
        huge.AsSpan(0, 12).Fill(true);
        foreach (float value in new[] { 0f, 1e-40f, float.MaxValue, -float.MaxValue })
        {
            TrainingData data = Rows.Of([.. huge.Select((fraud, row) => new[] { value, row % 2 == 0 ? value : -value, 3f })], huge);
            ResampledRows resampled = EveryResampler.Named(name).Resample(data, Rows.Context());
            resampled.Data.Matrix.Values.ToArray().ShouldAllBe(number => float.IsFinite(number));
        }
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
        Dataset data = Datasets.Of(Rows.Random(frauds: 40, legitimate: 400));
        IResampler resampler = EveryResampler.Named(name);
        FraudModel model = new FraudPipelineBuilder().Resample(resampler).Train(new NewtonTrainer()).Build().Fit(data);
        model.Score(data).Length.ShouldBe(data.RowCount);
        model.Calibrator.ShouldNotBe(FittedCalibrator.Logistic);
        model.Score(data).Average().ShouldBe(40 / 440.0, 0.03);
    }

    private static ResampledRows Resample(string name) => EveryResampler.Named(name).Resample(Data, Rows.Context());

    private static double ShareOfFraud(TrainingData data)
    {
        (bool Fraud, float Weight)[] rows = [.. data.Labels.ToArray().Zip(data.Weights.ToArray())];
        return rows.Where(row => row.Fraud).Sum(row => (double)row.Weight) / rows.Sum(row => (double)row.Weight);
    }
}
