namespace FraudMl.Tests;

public sealed class AutoSearchTests
{
    private static readonly Dictionary<TrialStep, double> NoValues = [];

    private static readonly ParameterSpace Numbers = ParameterSpace.Empty.Range("x", -1, 1).Range("n", 1, 5, isInteger: true);

    [Fact]
    public void Choices_that_can_all_be_tried_are()
    {
        ParameterSpace choices = ParameterSpace.Empty.Choices("A", 1, 2, 3).Choices("B", "x", "y")
            .When("B", "y", y => y.Choices("C", 1, 2));
        Search.Auto().Start(choices, 1, Budget.OfTrials(9)).TrialCount.ShouldBe(9);
        Search.Auto().Start(choices, 1, Budget.OfTrials(8)).TrialCount.ShouldBeNull();
        Search.Auto().Start(choices, 1).TrialCount.ShouldBeNull();
    }

    [Fact]
    public void It_is_a_gaussian_process_at_first_and_cma_es_over_numbers_later()
    {
        ISearchSession session = Search.Auto().Start(Numbers, 4, Budget.OfTrials(1000)),
            process = Search.GaussianProcess().Start(Numbers, 4),
            evolution = Search.CmaEs().Start(Numbers, 4);
        session.Propose([])!.Values.ShouldBe(process.Propose([])!.Values);
        SearchTrial[] many = [.. Random(Numbers, 250)];
        session.Propose(many)!.Values.ShouldBe(evolution.Propose(many)!.Values);
    }

    [Fact]
    public void It_is_tpe_later_where_there_are_choices_and_at_once_where_there_are_many_parameters()
    {
        ParameterSpace mixed = Numbers.Choices("Kind", "a", "b");
        SearchTrial[] many = [.. Random(mixed, 250)];
        Search.Auto().Start(mixed, 4).Propose(many)!.Values.ShouldBe(Search.Tpe().Start(mixed, 4).Propose(many)!.Values);
        ParameterSpace wide = Enumerable.Range(0, 41).Aggregate(ParameterSpace.Empty, (known, i) => known.Range($"x{i}", 0, 1));
        SearchTrial[] few = [.. Random(wide, 20)];
        Search.Auto().Start(wide, 4).Propose(few)!.Values.ShouldBe(Search.Tpe().Start(wide, 4).Propose(few)!.Values);
    }

    [Fact]
    public void Few_trials_begin_with_fewer_even_points()
    {
        SearchTrial[] six = [.. Random(Numbers, 6)];
        Search.Auto().Start(Numbers, 4, Budget.OfTrials(20)).Propose(six)!.Values
            .ShouldBe(Search.GaussianProcess(new() { StartupTrialCount = 5 }).Start(Numbers, 4).Propose(six)!.Values);
        Search.Auto().Start(Numbers, 4, Budget.OfTrials(40)).Propose(six)!.Values
            .ShouldBe(Search.GaussianProcess().Start(Numbers, 4).Propose(six)!.Values);
    }

    [Theory]
    [InlineData(30, "blend search")]
    [InlineData(0.1, "gaussian process")]
    [InlineData(0.00001, "cma-es")]
    public void By_time_alone_dear_trials_begin_cheap_and_very_cheap_ones_are_many(double seconds, string expected)
    {
        ParameterSpace space = ParameterSpace.Of(Parameter.Whole("trees", 10, 1000, Scale.Log).Costly(), Parameter.Number("rate", 0, 1));
        var budget = Budget.Of(TimeSpan.FromMinutes(10));
        SearchTrial[] known = [.. Random(space, 60).Select(trial => trial with { Duration = TimeSpan.FromSeconds(seconds) })];
        ISearchAlgorithm search = expected switch
        {
            "blend search" => Search.BlendSearch(new() { Everywhere = Search.GaussianProcess() }),
            "cma-es" => Search.CmaEs(),
            _ => Search.GaussianProcess(),
        };
        Search.Auto().Start(space, 4, budget).Propose(known)!.Values.ShouldBe(search.Start(space, 4, budget).Propose(known)!.Values);
        Search.Auto().Start(space, 4, budget).Propose([])!.Values["trees"].ShouldBe(10);
    }

    [Fact]
    public async Task It_is_the_default_of_an_experiment_which_tells_it_how_many_trials_there_are()
    {
        ExperimentResult result = await new Experiment("auto").Compare(Pipelines.Newton()).Optimize(Metrics.AveragePrecision,
            Budget.OfTrials(5), ParameterSpace.Empty.Choices("Ridge", 0.1, 1.0, 10.0)).RunAsync(Pipelines.Train);
        result.Trials.Where(trial => trial.Trial.Search == "auto").Select(trial => trial.Trial.Parameters.Values.Single()).Order()
            .ShouldBe([0.1, 1.0, 10.0]);
    }

    private static IEnumerable<SearchTrial> Random(ParameterSpace space, int count)
    {
        ISearchSession session = Search.Random().Start(space, 9);
        return Enumerable.Range(0, count).Select(i => new SearchTrial(session.Propose([])!, TrialState.Completed, Math.Sin(i), NoValues));
    }
}
