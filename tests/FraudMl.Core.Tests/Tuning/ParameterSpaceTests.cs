namespace FraudMl.Tests;

public sealed class ParameterSpaceTests
{
    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder()
        .Impute(Columns.Numbers)
        .Bin("Amount", new() { BinCount = 7 })
        .OneHot("Channel")
        .Train(Trainers.BaggedTrees())
        .Build();

    [Fact]
    public void The_default_space_names_slots_and_options_the_learner_first()
    {
        string[] names = [.. ParameterSpace.Of(Pipeline).Parameters.Select(parameter => parameter.Name)];
        names[0].ShouldBe("trainer.TreeCount");
        names.ShouldContain("steps[1].BinCount");
        names.ShouldContain("steps[2].MinimumCount");
        ParameterSpace.Of(Pipeline).Parameters.OfType<NumericParameter>().Single(parameter => parameter.Name == "steps[1].BinCount")
            .ShouldSatisfyAllConditions(bins => (bins.Low, bins.High, bins.IsInteger).ShouldBe((3, 50, true)));
    }

    [Fact]
    public void Options_that_are_not_in_use_are_left_out_and_can_be_brought_in()
    {
        FraudPipeline pca = new FraudPipelineBuilder().Pca(Columns.Numbers, new() { ComponentCount = 3 })
            .Train(Trainers.LogisticRegression()).Build();
        ParameterSpace space = ParameterSpace.Of(pca);
        space.Parameters.ShouldContain(parameter => parameter.Name == "steps[0].ComponentCount");
        space.Parameters.ShouldNotContain(parameter => parameter.Name == "steps[0].VarianceRatio");
        space.Range((PcaOptions o) => o.VarianceRatio, 0.5, 0.9).For(pca).Parameters
            .ShouldContain(parameter => parameter.Name == "steps[0].VarianceRatio");
    }

    [Fact]
    public void Parameters_are_set_anywhere_in_the_pipeline()
    {
        FraudPipeline pipeline = Pipeline.With(Calibrators.Platt()).With(
            Of(("steps[1].BinCount", 11), ("trainer.TreeCount", 23), ("steps[2].MinimumShare", 0.01)));
        ((BinOptions)pipeline.Steps[1].Options).BinCount.ShouldBe(11);
        ((OneHotOptions)pipeline.Steps[2].Options).MinimumShare.ShouldBe(0.01);
        ((BaggedTreesOptions)pipeline.Trainer.Options).TreeCount.ShouldBe(23);
        ((BinOptions)Pipeline.Steps[1].Options).BinCount.ShouldBe(7);
    }

    [Fact]
    public void A_whole_part_is_set_before_its_options()
    {
        FraudPipeline pipeline = Pipeline.With(Of(("trainer.L2", 3.0), ("trainer", Trainers.LogisticRegression())));
        ((LogisticRegressionOptions)pipeline.Trainer.Options).L2.ShouldBe(3);
        Should.Throw<FraudMlException>(() => Pipeline.With(Of(("trainer", Calibrators.Platt())))).Message
            .ShouldBe("The slot trainer can't take platt.");
    }

    [Fact]
    public void An_option_that_one_part_has_needs_no_slot_and_one_that_two_have_does()
    {
        ((BinOptions)Pipeline.With(Of(("BinCount", 9))).Steps[1].Options).BinCount.ShouldBe(9);
        FraudPipeline twice = Pipeline.With([.. Pipeline.Steps, Pipeline.Steps[1]]);
        Should.Throw<FraudMlException>(() => twice.With(Of(("BinCount", 9)))).Message
            .ShouldBe("'BinCount' can be steps[1].BinCount or steps[3].BinCount. Write out which is meant.");
        Should.Throw<FraudMlException>(() => ParameterSpace.Of(twice).Range("BinCount", 2, 9)).Message
            .ShouldContain("steps[1].BinCount or steps[3].BinCount");
        Should.Throw<FraudMlException>(() => ParameterSpace.Empty.Range((BinOptions o) => o.BinCount, 2, 9).For(twice)).Message
            .ShouldContain("steps[1].BinCount or steps[3].BinCount");
        Should.Throw<FraudMlException>(() => Pipeline.With(Of(("BinsCount", 9)))).Message
            .ShouldStartWith("The pipeline Bagged trees has no option 'BinsCount' to tune. Did you mean 'BinCount'? Its options are "
                + "trainer.");
    }

    [Fact]
    public void A_range_by_an_expression_replaces_the_one_of_that_option()
    {
        ParameterSpace space = ParameterSpace.Of(Pipeline).Range((BaggedTreesOptions o) => o.TreeCount, 10, 20, Scale.Log);
        NumericParameter trees = space.Parameters.OfType<NumericParameter>().Single(parameter => parameter.Name == "trainer.TreeCount");
        (trees.Low, trees.High, trees.Scale, trees.IsInteger).ShouldBe((10, 20, Scale.Log, true));
        ParameterSpace.Of(Pipeline).Range("TreeCount", 10, 20).Parameters.Count.ShouldBe(ParameterSpace.Of(Pipeline).Parameters.Count);
        Should.Throw<FraudMlException>(() => ParameterSpace.Empty.Range((BaggedTreesOptions o) => o.TreeCount + 1, 1, 2)).Message
            .ShouldContain("is no option of BaggedTreesOptions");
    }

    [Fact]
    public void A_range_beyond_the_rule_of_its_option_is_refused_wherever_the_option_is_known()
    {
        const string Message = "trainer.TreeCount must be at least 1. Got the range [0, 5] instead.";
        Should.Throw<FraudMlException>(() => ParameterSpace.Of(Pipeline).Range("TreeCount", 0, 5)).Message.ShouldBe(Message);
        Should.Throw<FraudMlException>(() => ParameterSpace.Empty.Range("TreeCount", 0, 5).For(Pipeline)).Message.ShouldBe(Message);
        Should.Throw<FraudMlException>(() => ParameterSpace.Empty.Range((BaggedTreesOptions o) => o.TreeCount, 0, 5)).Message
            .ShouldContain("TreeCount must be at least 1.");
    }

    [Fact]
    public void Learners_bring_their_own_parameters_with_them()
    {
        ParameterSpace space = ParameterSpace.Of(Pipeline).ChooseTrainer(Trainers.BaggedTrees(), Trainers.LogisticRegression());
        space.Parameters.ShouldNotContain(parameter => parameter.Name.StartsWith("trainer.", StringComparison.Ordinal));
        var choice = (ChoiceParameter)space.Parameters[^1];
        choice.Choices.Select(known => known.ToString()).ShouldBe(["Bagged trees", "Logistic regression"]);
        choice.ChildrenOf(0).Parameters[0].Name.ShouldBe("trainer.TreeCount");
        choice.ChildrenOf(1).Parameters.ShouldContain(parameter => parameter.Name == "trainer.L2");

        ParameterSpace narrower = space.Range((LogisticRegressionOptions o) => o.L2, 1, 2).For(Pipeline);
        ((ChoiceParameter)narrower.Parameters[^1]).ChildrenOf(1).Parameters.OfType<NumericParameter>()
            .Single(parameter => parameter.Name == "trainer.L2").High.ShouldBe(2);
        Pipeline.With(Of(("trainer", choice.Choices[1]), ("trainer.L2", 1.5))).Name.ShouldBe("Logistic regression");
    }

    [Fact]
    public void A_step_can_be_left_out_and_the_others_keep_their_names()
    {
        ParameterSpace space = ParameterSpace.Of(Pipeline).ChooseStep(1, Pipeline.Steps[1], null).For(Pipeline);
        var choice = (ChoiceParameter)space.Parameters[^1];
        choice.Choices.Select(known => known.ToString()).ShouldBe([Pipeline.Steps[1].Name, "none"]);
        choice.ChildrenOf(0).Parameters.Select(parameter => parameter.Name).ShouldContain("steps[1].BinCount");
        choice.ChildrenOf(1).Parameters.ShouldBeEmpty();
        FraudPipeline without = Pipeline.With(Of(("steps[1]", choice.Choices[1]), ("steps[2].MinimumShare", 0.01)));
        without.Steps.Select(step => step.Name).ShouldBe([Pipeline.Steps[0].Name, Pipeline.Steps[2].Name]);
        ((OneHotOptions)without.Steps[1].Options).MinimumShare.ShouldBe(0.01);
        Pipeline.With(Of(("steps[1]", choice.Choices[0]), ("steps[1].BinCount", 9))).Steps.Count.ShouldBe(3);
    }

    [Fact]
    public void One_space_across_pipelines_has_their_learners_and_resamplers()
    {
        FraudPipeline weighted = Pipeline.With(Trainers.LogisticRegression()).With(new NoResampler());
        ParameterSpace space = ParameterSpace.Across(Pipeline, weighted, Pipeline);
        var trainer = (ChoiceParameter)space.Parameters.Single(parameter => parameter.Name == "trainer");
        trainer.Choices.Select(known => known.ToString()).ShouldBe(["Bagged trees", "Logistic regression"]);
        var resampler = (ChoiceParameter)space.Parameters.Single(parameter => parameter.Name == "resampler");
        resampler.Choices.Count.ShouldBe(2);
        space.Parameters.ShouldContain(parameter => parameter.Name == "steps[1].BinCount");
        Should.Throw<FraudMlException>(() => ParameterSpace.Across(Pipeline, Pipeline.With([.. Pipeline.Steps.Take(1)]))).Message
            .ShouldContain("have different steps");
        Should.Throw<FraudMlException>(() => ParameterSpace.Across()).Message.ShouldContain("at least one");
    }

    [Fact]
    public void A_parameter_can_exist_for_one_choice_only()
    {
        ParameterSpace space = ParameterSpace.Empty.Choices((BinOptions o) => o.By, BinStrategy.Quantile, BinStrategy.Tree)
            .When("By", BinStrategy.Tree, tree => tree.Range((BinOptions o) => o.MinimumBinRatio, 0.01, 0.1)).For(Pipeline);
        var choice = (ChoiceParameter)space.Parameters.ShouldHaveSingleItem();
        (choice.Name, choice.ChildrenOf(0).Parameters.Count, choice.ChildrenOf(1).Parameters[0].Name)
            .ShouldBe(("steps[1].By", 0, "steps[1].MinimumBinRatio"));
        Should.Throw<FraudMlException>(() => space.When("By", BinStrategy.Width, tree => tree)).Message
            .ShouldBe("'By' has no choice 'Width'. Its choices are Quantile, Tree.");
    }

    [Fact]
    public void What_the_pipeline_does_not_have_is_left_out() =>
        ParameterSpace.Empty.Range("L2", 1, 2).Range("resampler.TargetRatio", 0.1, 1).Range("trainer.TreeCount", 1, 2)
            .For(Pipeline).Parameters.Select(parameter => parameter.Name).ShouldBe(["trainer.TreeCount"]);

    [Fact]
    public void Members_of_a_blend_are_slots_at_any_depth()
    {
        string[] names = [.. ParameterSpace.Of(Blend).Parameters.Select(parameter => parameter.Name)];
        names.ShouldContain("trainer.L2");
        names.ShouldContain("trainer.members[0].L2");
        names.ShouldContain("trainer.members[1].TreeCount");
        names.ShouldContain("trainer.members[2].members[0].L2");
        names[0].ShouldBe("trainer.L2");

        FraudPipeline set = Blend.With(Of(("trainer.members[1].TreeCount", 23), ("trainer.members[2].members[0].L2", 7.0),
            ("trainer.FoldCount", 3)));

        ((StackOptions)set.Trainer.Options).FoldCount.ShouldBe(3);
        ((BaggedTreesOptions)set.Trainer.Parts[1].Options).TreeCount.ShouldBe(23);
        ((LogisticRegressionOptions)set.Trainer.Parts[2].Parts[0].Options).L2.ShouldBe(7);
        set.Trainer.Parts[0].ShouldBeSameAs(Blend.Trainer.Parts[0]);
        ((BaggedTreesOptions)Blend.Trainer.Parts[1].Options).TreeCount.ShouldNotBe(23);
        ((BaggedTreesOptions)Blend.With(Of(("TreeCount", 24))).Trainer.Parts[1].Options).TreeCount.ShouldBe(24);
        Should.Throw<FraudMlException>(() => Blend.With(Of(("L2", 2.0)))).Message
            .ShouldBe("'L2' can be trainer.L2 or trainer.members[0].L2 or trainer.members[2].members[0].L2. Write out which is meant.");
        Should.Throw<FraudMlException>(() => Blend.With(Of(("trainer.members[1].TreeCount", 0)))).Message
            .ShouldContain("TreeCount must be at least 1.");
        ParameterSpace.Empty.Range("trainer.members[3].L2", 1, 2).Range("trainer.members[0].L2", 1, 2).For(Blend).Parameters
            .Select(parameter => parameter.Name)
            .ShouldBe(["trainer.members[0].L2"]);
    }

    [Fact]
    public void A_member_or_a_step_can_be_chosen_and_brings_its_own_parameters()
    {
        ParameterSpace space = ParameterSpace.Of(Blend)
            .Choices("trainer.members[1]", Trainers.BaggedTrees(), Trainers.LogisticRegression())
            .Range("trainer.members[1].L2", 3, 4).For(Blend);

        space.Parameters.ShouldNotContain(parameter => parameter.Name.StartsWith("trainer.members[1].", StringComparison.Ordinal));
        var choice = (ChoiceParameter)space.Parameters[^1];
        choice.Name.ShouldBe("trainer.members[1]");
        choice.ChildrenOf(0).Parameters[0].Name.ShouldBe("trainer.members[1].TreeCount");
        choice.ChildrenOf(1).Parameters.OfType<NumericParameter>().Single(parameter => parameter.Name == "trainer.members[1].L2").High
            .ShouldBe(4);
        FraudPipeline set = Blend.With(Of(("trainer.members[1].L2", 3.5), ("trainer.members[1]", choice.Choices[1])));
        ((LogisticRegressionOptions)set.Trainer.Parts[1].Options).L2.ShouldBe(3.5);

        ChoiceParameter steps = (ChoiceParameter)ParameterSpace.Empty.Choices("steps[1]", Pipeline.Steps[1], Pipeline.Steps[0])
            .For(Pipeline).Parameters.Single();
        steps.ChildrenOf(0).Parameters.ShouldContain(parameter => parameter.Name == "steps[1].BinCount");
        Pipeline.With(Of(("steps[1]", steps.Choices[1]))).Steps[1].ShouldBeSameAs(Pipeline.Steps[0]);
    }

    [Fact]
    public void A_slot_that_only_one_choice_has_is_there_for_that_choice_only()
    {
        ITrainer[] learners = [Trainers.LogisticRegression(), Trainers.Average([Trainers.LogisticRegression(), Trainers.BaggedTrees()])];
        ParameterSpace space = ParameterSpace.Empty.ChooseTrainer(learners)
            .Choices("trainer.members[1]", Trainers.BaggedTrees(), Trainers.LogisticRegression()).For(Pipeline);

        var choice = (ChoiceParameter)space.Parameters.ShouldHaveSingleItem();
        choice.ChildrenOf(0).Parameters.Select(parameter => parameter.Name).ShouldNotContain("trainer.members[1]");
        choice.ChildrenOf(1).Parameters.Select(parameter => parameter.Name).ShouldContain("trainer.members[0].L2");
        choice.ChildrenOf(1).Parameters[^1].ShouldBeOfType<ChoiceParameter>().Name.ShouldBe("trainer.members[1]");
        Should.Throw<FraudMlException>(() => ParameterSpace.Empty.ChooseTrainer(learners)
            .Choices("trainer.members[2]", Trainers.BaggedTrees())).Message
            .ShouldStartWith("None of the choices Logistic regression, Average of Logistic regression, Bagged trees has the slot "
                + "trainer.members[2].");
        ParameterSpace.Empty.Choices("trainer.members[0]", Trainers.LogisticRegression()).For(Pipeline).Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void A_range_that_two_choices_have_under_one_name_is_set_in_both()
    {
        ParameterSpace space = ParameterSpace.Empty.ChooseTrainer(Trainers.BaggedTrees(), Trainers.BaggedTrees(new() { LeafCount = 7 }))
            .Range("trainer.TreeCount", 5, 6);
        var choice = (ChoiceParameter)space.Parameters.ShouldHaveSingleItem();
        for (int i = 0; i < 2; i++)
            choice.ChildrenOf(i).Parameters.OfType<NumericParameter>().Single(parameter => parameter.Name == "trainer.TreeCount").High
                .ShouldBe(6);
    }

    [Fact]
    public void A_slot_takes_what_fits_into_it()
    {
        Should.Throw<FraudMlException>(() => Blend.With(Of(("trainer.members[1]", Calibrators.Platt())))).Message
            .ShouldContain("is made of at least one ITrainer. Got Logistic regression, platt, Average of Logistic regression instead.");
        Should.Throw<FraudMlException>(() => Blend.With(Of(("trainer.members[9]", Trainers.BaggedTrees())))).Message
            .ShouldContain("has no slot 'trainer.members[9]'. Its slots are trainer, trainer.members[0], trainer.members[1], "
                + "trainer.members[2], trainer.members[2].members[0]");
        Should.Throw<FraudMlException>(() => ParameterSpace.Empty.Choices("trainer", "LightGBM")).Message
            .ShouldBe("The slot trainer takes parts, such as Trainers.LogisticRegression(), and an option begins with a capital. Got "
                + "LightGBM instead.");
        Should.Throw<FraudMlException>(() => ParameterSpace.Empty.Choices("trainer.TreeCount", 1, null)).Message
            .ShouldBe("Null is no choice of trainer.TreeCount: an option that is null is not in use. Leave it out.");
        ((ChoiceParameter)ParameterSpace.Empty.Choices("resampler", null, new NoResampler())
            .For(Pipeline).Parameters[0]).Choices[0].ToString()
            .ShouldBe("none");
        Should.Throw<FraudMlException>(() => Of(("trainer.TreeCount", 1), ("trainer.TreeCount", 2))).Message
            .ShouldBe("A parameter has one value. trainer.TreeCount came more than once.");
        Should.Throw<FraudMlException>(() => Pipeline.With(Of(("steps[0]", Trainers.BaggedTrees())))).Message
            .ShouldBe("The slot steps[0] can't take Bagged trees.");
    }

    private static readonly FraudPipeline Blend = Pipeline.With(Trainers.Stack(
        [Trainers.LogisticRegression(), Trainers.BaggedTrees(), Trainers.Average([Trainers.LogisticRegression()])]));

    private static ParameterSet Of(params (string Name, object Value)[] values) => ParameterSet.Of(values);

    private sealed class NoResampler : IResampler
    {
        public string Name => "nothing";

        public ValidatedOptions Options => NoOptions.Instance;

        public IResampler With(ValidatedOptions options) => this;

        public ResampledRows Resample(TrainingData data, ResamplingContext context) => throw new NotSupportedException();
    }
}
