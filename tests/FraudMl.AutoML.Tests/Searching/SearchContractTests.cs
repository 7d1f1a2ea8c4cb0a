namespace FraudMl.Tests;

public sealed class SearchContractTests
{
    private static readonly ParameterSpace Space = new ParameterSpace([])
        .Range("Linear", -1, 1).Range("Log", 0.001, 1000, Scale.Log).Range("Whole", 4, 9, isInteger: true)
        .Range("WholeLog", 1, 4096, Scale.Log, isInteger: true).Range("Fixed", 2, 2).Choices("Choice", "gbdt", "dart", "goss");

    private static readonly ParameterSpace Conditional = ParameterSpace.Empty.Choices("Learner", "tree", "linear", "none")
        .When("Learner", "tree", tree => tree.Choices("Kind", "deep", "flat")
            .When("Kind", "deep", deep => deep.Range("depth", 1, 9, isInteger: true)))
        .When("Learner", "linear", linear => linear.Range("penalty", 1e-6, 1, Scale.Log)).Range("share", 0, 1);

    private static readonly Dictionary<TrialStep, double> NoValues = [];

    public static TheoryData<string> Names => [.. Types.Select(type => type.Name)];

    // What proposes a number of parameter sets that it knows beforehand; a new search that does must be added here, or it fails.
    private static readonly string[] Ending = [nameof(GridSearch)];

    public static TheoryData<string> EndingNames => [.. Ending];

    private static IEnumerable<Type> Types =>
        typeof(Experiment).Assembly.GetTypes().Where(type => typeof(ISearchAlgorithm).IsAssignableFrom(type) && !type.IsAbstract);

    [Theory, MemberData(nameof(Names))]
    public void Every_proposal_has_a_value_of_each_parameter_within_its_range(string name)
    {
        foreach (ParameterSet proposal in Proposals(name, 7))
        {
            proposal.Values.Keys.ShouldBe(Space.Parameters.Select(parameter => parameter.Name));
            proposal.Values["Linear"].ShouldBeOfType<double>().ShouldBeInRange(-1, 1);
            proposal.Values["Log"].ShouldBeOfType<double>().ShouldBeInRange(0.001, 1000);
            proposal.Values["Whole"].ShouldBeOfType<int>().ShouldBeInRange(4, 9);
            proposal.Values["WholeLog"].ShouldBeOfType<int>().ShouldBeInRange(1, 4096);
            proposal.Values["Fixed"].ShouldBe(2.0);
            new[] { "gbdt", "dart", "goss" }.ShouldContain(proposal.Values["Choice"]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_same_seed_proposes_the_same_and_another_seed_something_else(string name)
    {
        string[] one = Texts(name, 7);
        Texts(name, 7).ShouldBe(one);
        Texts(name, 8).ShouldNotBe(one);
    }

    [Fact]
    public void Searches_that_know_their_end_are_those_expected() =>
        Types.Select(type => type.Name).Where(name => Algorithm(name).Start(Space, 7).TrialCount is not null)
            .ShouldBe(Ending, ignoreOrder: true);

    [Theory, MemberData(nameof(EndingNames))]
    public void A_search_that_knows_its_end_proposes_exactly_as_many(string name) =>
        Proposals(name, 7, int.MaxValue).Count().ShouldBe(Algorithm(name).Start(Space, 7).TrialCount!.Value);

    [Theory, MemberData(nameof(Names))]
    public void All_of_the_space_is_reached(string name)
    {
        ParameterSet[] low = [.. Proposals(name, 7, 60, set => -Corner(set))], high = [.. Proposals(name, 7, 60, Corner)];
        low.Concat(high).Select(proposal => proposal.Values["Choice"]).Distinct().Count().ShouldBe(3);
        low.Min(proposal => (double)proposal.Values["Log"]).ShouldBeLessThan(0.01);
        low.Select(proposal => proposal.Values["Whole"]).ShouldContain(4);
        high.Max(proposal => (double)proposal.Values["Log"]).ShouldBeGreaterThan(100);
        high.Select(proposal => proposal.Values["Whole"]).ShouldContain(9);

        static double Corner(ParameterSet set) => Math.Log10((double)set.Values["Log"]) + (int)set.Values["Whole"];
    }

    [Theory, MemberData(nameof(Names))]
    public void A_parameter_of_a_choice_is_there_where_the_choice_is_taken(string name)
    {
        ISearchSession session = Algorithm(name).Start(Conditional, 3);
        var history = new List<SearchTrial>();
        for (int i = 0; i < 30 && session.Propose(history) is { } proposal; i++)
        {
            string[] expected = (string)proposal.Values["Learner"] switch
            {
                "tree" => (string)proposal.Values["Kind"] == "deep" ? ["Learner", "Kind", "depth", "share"] : ["Learner", "Kind", "share"],
                "linear" => ["Learner", "penalty", "share"],
                _ => ["Learner", "share"],
            };
            proposal.Values.Keys.ShouldBe(expected);
            TrialState state = (TrialState)(i % 5);
            history.Add(new SearchTrial(proposal, state, state == TrialState.Completed ? Math.Sin(i) : null,
                state == TrialState.Pruned ? new Dictionary<TrialStep, double> { [new(0)] = Math.Cos(i) } : NoValues));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Trials_that_all_failed_have_equal_scores_or_none_stop_no_search(string name)
    {
        foreach (double score in new[] { double.NaN, 0, double.NegativeInfinity, 1e300 })
        {
            ISearchSession session = Algorithm(name).Start(Conditional, 3);
            var history = new List<SearchTrial>();
            for (int i = 0; i < 16 && session.Propose(history) is { } proposal; i++)
                history.Add(new SearchTrial(proposal, i % 3 == 0 ? TrialState.Failed : TrialState.Completed, i % 3 == 0 ? null : score,
                    NoValues));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_wrong_with_a_space_is_told_before_the_first_trial(string name)
    {
        (ParameterSpace Space, string Text)[] wrong =
        [
            (ParameterSpace.Empty, "The space to search has no parameters."),
            (new([new NumericParameter("A", 2, 1)]), "[2, 1]"),
            (new([new NumericParameter("A", double.NaN, 1)]), "The range of A"),
            (new([new NumericParameter("A", 0, 1, Scale.Log)]), "positive on a log scale"),
            (new([new NumericParameter("A", 0.2, 0.8, IsInteger: true)]), "whole number"),
            (new([new ChoiceParameter("A", [])]), "A has no choices"),
            (new([new NumericParameter("A", 0, 1), new NumericParameter("A", 0, 2)]), "A is in the space twice"),
            (ParameterSpace.Empty.Range("A", 0, 1).Choices("B", "x", "y").When("B", "y", y => y.Range("A", 0, 2)),
                "A is in the space twice"),
        ];
        foreach ((ParameterSpace space, string text) in wrong)
            Should.Throw<FraudMlException>(() => Algorithm(name).Start(space, 1)).Message.ShouldContain(text);
    }

    internal static ISearchAlgorithm Algorithm(string name)
    {
        Type type = Types.Single(type => type.Name == name);
        Type options = type.GetConstructors().Single().GetParameters().Single().ParameterType;
        return (ISearchAlgorithm)Activator.CreateInstance(type, Activator.CreateInstance(options))!;
    }

    private static IEnumerable<ParameterSet> Proposals(string name, int seed, int count = 25, Func<ParameterSet, double>? score = null)
    {
        ISearchSession session = Algorithm(name).Start(Space, seed);
        var history = new List<SearchTrial>();
        while (history.Count < count && session.Propose(history) is { } proposal)
        {
            double value = score?.Invoke(proposal) ?? history.Count;
            history.Add(new SearchTrial(proposal, TrialState.Completed, value, new Dictionary<TrialStep, double> { [new(0)] = value }));
            yield return proposal;
        }
    }

    private static string[] Texts(string name, int seed) =>
        [.. Proposals(name, seed).Select(proposal => string.Join(", ", proposal.Values))];
}
