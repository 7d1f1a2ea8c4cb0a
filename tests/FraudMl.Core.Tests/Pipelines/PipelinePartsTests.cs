namespace FraudMl.Tests;

public sealed class PipelinePartsTests
{
    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder()
        .Bin("Amount", new() { BinCount = 7 })
        .Train(Trainers.LogisticRegression())
        .Calibrate(Calibrators.Platt())
        .DecideBy(Thresholds.BestFBeta(2))
        .Build();

    [Fact]
    public void Every_part_shows_its_options_and_takes_others()
    {
        IFeatureStep bin = Pipeline.Steps[0];
        bin.Columns!.ToString().ShouldBe("Amount");
        bin.With(((BinOptions)bin.Options) with { BinCount = 9 }).Options.ShouldBe(new BinOptions { BinCount = 9 });
        Pipeline.Calibrator!.With(Pipeline.Calibrator.Options).ShouldBeSameAs(Pipeline.Calibrator);
        Pipeline.Decision!.With(Thresholds.BestFBeta(3).Options).Name.ShouldBe("flag for the best F3");
        Should.Throw<FraudMlException>(() => bin.With(new ClipOptions())).Message
            .ShouldBe("Bin(Amount, Quantile) takes BinOptions. Got ClipOptions instead.");
    }

    [Fact]
    public void Folds_show_their_options_and_take_others()
    {
        IFolds folds = Folds.TimeOrdered(4, new() { Gap = TimeSpan.FromDays(7) });
        folds.With(((TimeOrderedOptions)folds.Options) with { Gap = TimeSpan.Zero }).Name.ShouldBe("TimeOrdered(4)");
        Folds.Stratified(3, seed: 7).With(Folds.Stratified(5, seed: 1).Options).Name.ShouldBe("Stratified(5, seed 1)");
        Should.Throw<FraudMlException>(() => folds.With(new PrequentialOptions()));
    }

    [Fact]
    public void A_pipeline_takes_any_slot_and_gives_it_up()
    {
        FraudPipeline other = Pipeline.With(Calibrators.Beta()).With(Thresholds.Fixed(0.4));
        (other.Calibrator!.Name, other.Decision!.Name).ShouldBe(("beta", "flag when p ≥ 0.4"));
        FraudPipeline bare = other.WithoutCalibrator().WithoutDecision().WithoutResampler();
        (bare.Calibrator, bare.Decision, bare.Resampler).ShouldBe((null, null, null));
        Should.Throw<FraudMlException>(() => Pipeline.With([Pipeline.Steps[0].With(new BinOptions { BinCount = 1 })])).Message
            .ShouldContain("BinCount");
    }

    [Theory]
    [InlineData("Train sets Bagged trees, and this pipeline has Logistic regression already")]
    [InlineData("Calibrate sets beta, and this pipeline has platt already")]
    [InlineData("DecideBy sets flag when p ≥ 0.5, and this pipeline has flag for the best F1 already")]
    public void A_second_part_for_a_stage_is_refused_in_one_sentence(string message)
    {
        FraudPipelineBuilder builder = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Calibrate(Calibrators.Platt())
            .DecideBy(Thresholds.BestFBeta());
        Action second = message[0] switch
        {
            'T' => () => builder.Train(Trainers.BaggedTrees()),
            'C' => () => builder.Calibrate(Calibrators.Beta()),
            _ => () => builder.DecideBy(Thresholds.Fixed(0.5)),
        };
        Should.Throw<FraudMlException>(second).Message.ShouldStartWith(message);
    }

    [Fact]
    public void Options_inside_options_and_members_of_blends_are_checked_when_they_are_added()
    {
        Should.Throw<FraudMlException>(() => new FraudPipelineBuilder().Train(
            Trainers.Average([Trainers.BaggedTrees(new() { TreeCount = 0 })]))).Message.ShouldContain("TreeCount");
    }
}
