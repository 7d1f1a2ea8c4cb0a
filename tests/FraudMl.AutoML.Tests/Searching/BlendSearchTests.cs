namespace FraudMl.Tests;

public sealed class BlendSearchTests
{
    private static readonly Dictionary<TrialStep, double> NoValues = [];

    private static readonly ParameterSpace Bowl = Enumerable.Range(0, 3)
        .Aggregate(ParameterSpace.Empty, (space, i) => space.Range($"x{i}", -5, 5));

    private static readonly Parameter<int> Trees = Parameter.Whole("trees", 10, 1000, Scale.Log).Costly(),
        Leaves = Parameter.Whole("leaves", 4, 256, Scale.Log).Costly();

    private static readonly Parameter<double> Rate = Parameter.Number("rate", 1e-3, 1, Scale.Log);

    private static readonly ParameterChoice<string> Kind = Parameter.Choice("kind", "a", "b")
        .When("b", Parameter.Number("drop", 0, 1));

    private static readonly ParameterSpace Boosting = ParameterSpace.Of(Trees, Leaves, Rate, Kind);

    public static TheoryData<string> Both => ["cost-frugal", "blend search"];

    [Theory, MemberData(nameof(Both))]
    public void It_finds_the_bottom_of_a_bowl_closer_than_random_search(string name)
    {
        double Loss(ParameterSet set) => Enumerable.Range(0, 3).Sum(i => (i + 1) * Math.Pow((double)set.Values[$"x{i}"] - 1 - i, 2));
        double random = MeanBest(Search.Random(), Bowl, Loss, 80);
        MeanBest(Of(name), Bowl, Loss, 80).ShouldBeLessThan(random / 5);
    }

    [Theory, MemberData(nameof(Both))]
    public void It_finds_more_for_less_where_what_is_costly_is_told(string name)
    {
        double random = MeanBest(Search.Random(), Boosting, BoostingLoss, 60);
        MeanBest(Of(name), Boosting, BoostingLoss, 60).ShouldBeLessThan(random);
        Cost(Run(Of(name), Boosting, BoostingLoss, 1, 20)).ShouldBeLessThan(Cost(Run(Search.Random(), Boosting, BoostingLoss, 1, 20)) / 2);

        static double Cost(IEnumerable<SearchTrial> trials) =>
            trials.Sum(trial => (double)trial.Parameters.Get(Trees) * trial.Parameters.Get(Leaves));
    }

    [Theory, MemberData(nameof(Both))]
    public void It_begins_where_trials_are_cheap_or_at_the_best_that_there_is(string name)
    {
        ParameterSet first = Of(name).Start(Boosting, 1).Propose([])!;
        (first.Get(Trees), first.Get(Leaves)).ShouldBe((10, 4));
        first.Get(Rate).ShouldBe(Math.Sqrt(1e-3), 1e-9);

        var known = ParameterSet.Of(("trees", 300), ("leaves", 31), ("rate", 0.1), ("kind", "a"));
        ISearchSession session = Of(name).Start(Boosting, 1);
        var history = new List<SearchTrial> { new(known, TrialState.Completed, 1, NoValues) };
        for (int i = 0; i < 30; i++) history.Add(new SearchTrial(session.Propose(history)!, TrialState.Completed, 0, NoValues));
        // What is not better leads nowhere: steps go from the best one still.
        history.TakeLast(20).Count(trial => Math.Abs(Math.Log(trial.Parameters.Get(Trees) / 300.0)) < 1).ShouldBeGreaterThan(5);
    }

    [Theory, MemberData(nameof(Both))]
    public void How_long_trials_took_counts_where_the_budget_is_time_only(string name)
    {
        string[] Texts(Budget budget, double seconds)
        {
            ISearchSession session = Of(name).Start(Boosting, 1, budget);
            var history = new List<SearchTrial>();
            for (int i = 0; i < 60; i++)
            {
                ParameterSet set = session.Propose(history)!;
                // Later trials take longer on one machine and not on the other.
                history.Add(new SearchTrial(set, TrialState.Completed, -BoostingLoss(set), NoValues)
                {
                    Duration = TimeSpan.FromSeconds(1 + (seconds * i * (i % 3))),
                });
            }

            return [.. history.Select(trial => string.Join(", ", trial.Parameters.Values))];
        }

        Texts(Budget.OfTrials(60), 5).ShouldBe(Texts(Budget.OfTrials(60), 0));
        Texts(Budget.OfTrials(60).Or(TimeSpan.FromHours(1)), 5).ShouldBe(Texts(Budget.OfTrials(60), 0));
        if (name == "blend search") Texts(Budget.Of(TimeSpan.FromHours(1)), 5).ShouldNotBe(Texts(Budget.Of(TimeSpan.FromHours(1)), 0));
    }

    [Fact]
    public async Task Studies_and_experiments_tell_searches_how_long_trials_took()
    {
        var search = new ClimbingSearch();
        ParameterSpace space = ParameterSpace.Empty.Range("Ridge", 0.1, 10);
        using (var study = new Study(space, new() { Search = search }))
            await study.OptimizeAsync(trial => (double)trial.Parameters.Values["Ridge"], Budget.OfTrials(4));
        await new Experiment("watched").Compare(Pipelines.Newton()).Batch(1)
            .Optimize(Metrics.AveragePrecision, search, Budget.OfTrials(3), space).RunAsync(Pipelines.Train);
        SearchTrial[] ended = [.. search.Seen.SelectMany(history => history).Where(trial => trial.State == TrialState.Completed)];
        ended.Length.ShouldBeGreaterThan(3);
        ended.ShouldAllBe(trial => trial.Duration > TimeSpan.Zero);
    }

    [Fact]
    public void A_walk_closes_in_on_the_optimum_by_steps_that_shrink()
    {
        EncodedSpace space = EncodedSpace.Of(Bowl);
        var walk = new Walk(space, [0.1, 0.1, 0.9], 0.1, new Random(3));
        double longest = walk.Step;
        for (int i = 0; i < 2000 && !walk.IsConverged; i++)
        {
            double[] from = walk.Incumbent, point = walk.Next();
            walk.Take(point, from, -point.Sum(x => Math.Pow(x - 0.4, 2)), 1);
        }

        walk.Score.ShouldBeGreaterThan(-1e-3);
        walk.Step.ShouldBeLessThan(longest / 5);
    }

    [Fact]
    public void Cost_for_improvement_grows_while_nothing_gets_better()
    {
        var course = new WalkCourse();
        course.Add(1, 10);
        course.Add(3, 10);
        course.Speed.ShouldBe(0.2);
        course.CostToImprove(3, course.Speed).ShouldBe(10);
        course.CostToImprove(7, course.Speed).ShouldBe(40);
        course.Add(2, 30);
        course.Speed.ShouldBe(0.05);
        course.CostToImprove(3, course.Speed).ShouldBe(30);
    }

    private static ISearchAlgorithm Of(string name) => name == "cost-frugal" ? Search.CostFrugal() : Search.BlendSearch();

    private static double BoostingLoss(ParameterSet set)
    {
        double trees = Math.Log(set.Get(Trees) / 200.0), leaves = Math.Log(set.Get(Leaves) / 24.0), rate = Math.Log10(set.Get(Rate) / 0.05);
        return (trees * trees) + (leaves * leaves) + (4 * rate * rate) + (set.Get(Kind) == "b" ? 0 : 0.5);
    }

    private static double MeanBest(ISearchAlgorithm search, ParameterSpace space, Func<ParameterSet, double> loss, int count) =>
        Enumerable.Range(0, 10).Average(seed => -Run(search, space, loss, seed, count).Max(trial => trial.Score!.Value));

    private static List<SearchTrial> Run(
        ISearchAlgorithm search, ParameterSpace space, Func<ParameterSet, double> loss, int seed, int count)
    {
        ISearchSession session = search.Start(space, seed);
        var history = new List<SearchTrial>();
        for (int i = 0; i < count; i++)
        {
            ParameterSet set = session.Propose(history)!;
            history.Add(new SearchTrial(set, TrialState.Completed, -loss(set), NoValues));
        }

        return history;
    }
}
