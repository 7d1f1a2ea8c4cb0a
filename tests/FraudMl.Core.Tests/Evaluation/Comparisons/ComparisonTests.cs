namespace FraudMl.Tests;

public class ComparisonTests
{
    private static readonly ComparisonOptions Quick = new() { DrawCount = 500 };

    [Fact]
    public void A_clearly_better_model_is_told_from_noise()
    {
        (ScoredRows good, ScoredRows poor) = Pair(noise: 0.5);
        Comparison comparison = Evaluation.Compare(Of(good), Of(poor), Quick with { NameA = "boosting", NameB = "regression" });
        comparison.IsMoreThanNoise.ShouldBeTrue();
        comparison.Verdict.ShouldStartWith("boosting has 0.");
        comparison.Verdict.ShouldContain("That is more than noise.");
        comparison.AveragePrecision.PValue.ShouldBeLessThan(0.05);
        comparison.RocAuc!.PValue.ShouldBeLessThan(0.05);
        comparison.TotalCost.ShouldNotBeNull();
        comparison.ToString().ShouldContain("DeLong");
    }

    [Fact]
    public void Swapping_the_models_turns_every_sign_and_keeps_the_verdict()
    {
        (ScoredRows good, ScoredRows poor) = Pair(noise: 0.3);
        Comparison forth = Evaluation.Compare(Of(good), Of(poor), Quick), back = Evaluation.Compare(Of(poor), Of(good), Quick);
        back.AveragePrecision.Difference.ShouldBe(-forth.AveragePrecision.Difference, 1e-12);
        back.RocAuc!.Z.ShouldBe(-forth.RocAuc!.Z, 1e-9);
        (back.Decisions!.OnlyARight, back.Decisions.OnlyBRight).ShouldBe((forth.Decisions!.OnlyBRight, forth.Decisions.OnlyARight));
        back.IsMoreThanNoise.ShouldBe(forth.IsMoreThanNoise);
    }

    [Fact]
    public void A_model_compared_with_itself_is_noise_and_nothing_is_divided_by_zero()
    {
        (ScoredRows good, _) = Pair(noise: 0.3);
        Comparison comparison = Evaluation.Compare(Of(good), Of(good), Quick);
        comparison.AveragePrecision.Interval.ShouldBe(new Interval(0, 0));
        (comparison.AveragePrecision.PValue, comparison.Decisions!.PValue, comparison.IsMoreThanNoise).ShouldBe((1, 1, false));
        comparison.RocAuc!.UndefinedBecause.ShouldBe("the difference has no variance");
        comparison.Verdict.ShouldContain("may be noise");
    }

    [Fact]
    public void A_paired_draw_is_the_same_rows_of_both_models()
    {
        (ScoredRows good, ScoredRows poor) = Pair(noise: 0.3);
        // A model against itself in another order of ranks: if a row were drawn for one model only, the differences would not all be 0.
        var mirrored = new ScoredRows(good.Labels, [.. good.Scores.ToArray().Select(score => score / 2)],
            good.Options with { Kind = ScoreKind.Margin });
        PairedDifference difference = PairedBootstrap.Differences(good, mirrored, [Metrics.AveragePrecision], Quick)[0];
        difference.Interval!.Value.Low.ShouldBe(0, 1e-12);
        difference.Interval!.Value.High.ShouldBe(0, 1e-12);
        PairedBootstrap.Differences(good, poor, [Metrics.RocAuc], Quick with { ThreadCount = 1 })
            .ShouldBe(PairedBootstrap.Differences(good, poor, [Metrics.RocAuc], Quick with { ThreadCount = 3 }));
    }

    [Fact]
    public void Cross_validations_are_compared_fold_by_fold()
    {
        Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 3_000, FraudRatio = 0.05, Seed = 4 });
        FraudPipeline pipeline = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Trainers.LogisticRegression()).Build();
        CrossValidationReport one = pipeline.CrossValidate(data, Folds.Stratified(3, seed: 1)),
            other = pipeline.With(Trainers.BaggedTrees(new() { TreeCount = 10 })).CrossValidate(data, Folds.Stratified(3, seed: 1));
        Comparison comparison = Evaluation.Compare(one, other, Quick);
        comparison.Folds!.DegreesOfFreedom.ShouldBe(2);
        comparison.Folds.Mean.ShouldBe(one.Mean(Metrics.AveragePrecision) - other.Mean(Metrics.AveragePrecision), 1e-12);
        comparison.NameB.ShouldBe(other.Pipeline);
        Should.Throw<FraudMlException>(() => Evaluation.Compare(one, pipeline.CrossValidate(data, Folds.Stratified(3, seed: 2)))).Message
            .ShouldContain("different folds");
    }

    [Fact]
    public void Other_rows_are_refused() =>
        Should.Throw<FraudMlException>(() => Evaluation.Compare(Of(Samples.Rows(50, seed: 1)), Of(Samples.Rows(60, seed: 1)))).Message
            .ShouldContain("same rows");

    private static Evaluation Of(ScoredRows rows) => Evaluation.Of(rows, new() { DrawCount = 0 });

    private static (ScoredRows Good, ScoredRows Poor) Pair(double noise)
    {
        ScoredRows good = Samples.Rows(2_000, seed: 7);
        var random = new Random(1);
        double[] worse = Array.ConvertAll(good.Scores.ToArray(), score => Math.Clamp(score + noise * (random.NextDouble() - 0.5), 0, 1));
        return (good, new(good.Labels, worse, new() { Costs = good.Costs }));
    }
}
