namespace FraudMl.Tests;

public sealed class SpaceRuleTests
{
    private static readonly Parameter<int> Depth = Parameter.Whole("depth", 1, 10), Leaves = Parameter.Whole("leaves", 2, 1024, Scale.Log);

    private static readonly ParameterSpace Trees = ParameterSpace.Of(Depth, Leaves)
        .Require(point => point.Get(Leaves) <= 1 << point.Get(Depth));

    public static TheoryData<string> Names => SearchContractTests.Names;

    [Theory, MemberData(nameof(Names))]
    public void Every_search_proposes_only_what_keeps_the_rules(string name)
    {
        ParameterSpace space = Trees.Range("share", 0, 1).Choices("Kind", "a", "b")
            .When("Kind", "b", b => b.Range("bins", 2, 64, isInteger: true).Require(point => (int)point.Values["bins"] % 2 == 0))
            .Require(point => (string)point.Values["Kind"] == "b" || (double)point.Values["share"] < 0.8);
        ISearchSession session = SearchContractTests.Algorithm(name).Start(space, 5);
        var history = new List<SearchTrial>();
        for (int i = 0; i < 60 && session.Propose(history) is { } proposal; i++)
        {
            space.Allows(proposal).ShouldBeTrue();
            // What lies beyond the rules would be best.
            double score = proposal.Get(Leaves) - (100 * proposal.Get(Depth));
            history.Add(new SearchTrial(proposal, TrialState.Completed, score, new Dictionary<TrialStep, double>()));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_space_that_contradicts_itself_is_told_before_the_first_trial(string name) =>
        Should.Throw<FraudMlException>(() => SearchContractTests.Algorithm(name).Start(Trees.Require(point => point.Get(Leaves) < 0), 1))
            .Message.ShouldContain("No point of the space keeps all its rules: requires point => point.Get(Leaves) <= 1 << ");

    [Fact]
    public void A_grid_knows_how_many_points_keep_the_rules()
    {
        ISearchSession session = Search.Grid(new() { PointsPerParameter = 3 }).Start(Trees, 1);
        session.TrialCount.ShouldBe(6);
        Should.Throw<FraudMlException>(() => Search.Grid(new() { PointsPerParameter = 1 })
            .Start(Trees.Require(point => point.Get(Depth) == 2), 1)).Message.ShouldContain("Raise PointsPerParameter");
    }

    [Fact]
    public void An_optimum_at_the_edge_of_the_rules_is_found_closer_than_by_random_search()
    {
        ParameterSpace space = ParameterSpace.Empty.Range("x", -5, 5).Range("y", -5, 5)
            .Require(point => (double)point.Values["x"] + (double)point.Values["y"] <= -2);
        double random = Best(Search.Random());
        foreach (ISearchAlgorithm search in new[] { Search.Auto(), Search.Tpe(), Search.CmaEs() })
            Best(search).ShouldBeLessThan(random / 2, search.Name);

        // The least of x² + y² beyond the rule's edge is 2, at (−1, −1).
        double Best(ISearchAlgorithm search) => Enumerable.Range(0, 5).Average(seed =>
        {
            ISearchSession session = search.Start(space, seed);
            var history = new List<SearchTrial>();
            for (int i = 0; i < 60; i++)
            {
                ParameterSet set = session.Propose(history)!;
                double value = Math.Pow((double)set.Values["x"], 2) + Math.Pow((double)set.Values["y"], 2);
                history.Add(new SearchTrial(set, TrialState.Completed, -value, new Dictionary<TrialStep, double>()));
            }

            return -history.Max(trial => trial.Score!.Value) - 2;
        });
    }

    [Fact]
    public async Task A_study_keeps_rules_and_says_what_breaks_them()
    {
        using var study = new Study(Trees, new() { Search = Search.Random() });
        Should.Throw<FraudMlException>(() => study.Enqueue(Depth.Is(2), Leaves.Is(9))).Message
            .ShouldContain("The point does not keep the rules of the space: requires point =>");
        study.Enqueue(Depth.Is(4), Leaves.Is(16));
        StudyHistory history = await study.OptimizeAsync(trial => trial.Get(Leaves), Budget.OfTrials(30));
        history.Trials.ShouldAllBe(trial => trial.Get(Leaves) <= 1 << trial.Get(Depth));
        Should.Throw<FraudMlException>(() => new Study(ParameterSpace.Of(Depth).Require(point => point.Get(Leaves) > 1)))
            .Message.ShouldStartWith("The rule 'point => point.Get(Leaves) > 1' can't be worked out: 'leaves' is no parameter");
    }

    [Fact]
    public void A_journal_of_other_rules_is_that_of_another_space()
    {
        string journal = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.journal");
        using (new Study(Trees, new() { Journal = journal }))
        {
        }

        Should.Throw<FraudMlException>(() => new Study(ParameterSpace.Of(Depth, Leaves), new() { Journal = journal }))
            .Message.ShouldContain("its space has 'requires point => point.Get(Leaves) <= 1 << point.Get(Depth)' too");
        File.Delete(journal);
        File.Delete($"{journal}.lock");
    }

    [Fact]
    public void A_rule_about_options_holds_for_values_that_are_not_varied_and_for_parts_that_are_chosen()
    {
        FraudPipeline pipeline = Pipelines.Newton();
        ParameterSpace space = ParameterSpace.Empty.ChooseTrainer(pipeline.Trainer, Trainers.DecisionTree(new() { MaximumDepth = 3 }))
            .Require((DecisionTreeOptions o) => o.LeafCount <= 1 << o.MaximumDepth).For(pipeline);
        ISearchSession session = Search.Random().Start(space, 3);
        ParameterSet[] sets = [.. Enumerable.Range(0, 40).Select(_ => session.Propose([])!)];
        int[] leaves = [.. sets.Select(set => set.Values.GetValueOrDefault("trainer.LeafCount")).OfType<int>()];
        leaves.ShouldNotBeEmpty();
        leaves.ShouldAllBe(count => count <= 8);
        leaves.Length.ShouldBeLessThan(40);
    }

    [Fact]
    public void A_rule_can_be_about_two_parts()
    {
        FraudPipeline pipeline = Pipelines.With(Trainers.Stack([Trainers.DecisionTree(), Trainers.LogisticRegression()]));
        ParameterSpace space = ParameterSpace.Of(pipeline)
            .Require((StackOptions stack, DecisionTreeOptions tree) => tree.LeafCount < 32 || stack.L2 < 10).For(pipeline);
        ISearchSession session = Search.Tpe().Start(space, 3);
        for (int i = 0; i < 40; i++)
        {
            ITrainer made = pipeline.With(session.Propose([])!).Trainer;
            int most = ((StackOptions)made.Options).L2 < 10 ? int.MaxValue : 32;
            ((DecisionTreeOptions)made.Parts[0].Options).LeafCount.ShouldBeLessThan(most);
        }
    }

    [Fact]
    public async Task A_rule_that_no_search_can_work_out_is_told_before_the_first_trial()
    {
        ParameterSpace homeless = ParameterSpace.Of(Pipelines.Newton().With(Trainers.DecisionTree()))
            .Require((DecisionTreeOptions o) => o.LeafCount > 3);
        Should.Throw<FraudMlException>(() => new Study(homeless)).Message.ShouldBe("The rule '(DecisionTreeOptions o) => o.LeafCount > 3' "
            + "is about options of a pipeline that this space does not know. Give it by .For(pipeline).");
        (await Should.ThrowAsync<FraudMlException>(() => new Experiment("rules").Compare(Pipelines.Newton())
            .Optimize(Metrics.AveragePrecision, Budget.OfTrials(5), ParameterSpace.Of(Pipelines.Newton())
                .Require((DecisionTreeOptions o) => o.LeafCount > 3)).RunAsync(Pipelines.Train)))
            .Message.ShouldContain("is about DecisionTreeOptions, which no candidate has. Leave it out.");
    }
}
