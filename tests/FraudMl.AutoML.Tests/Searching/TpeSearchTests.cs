namespace FraudMl.Tests;

public sealed class TpeSearchTests
{
    private static readonly Dictionary<TrialStep, double> NoValues = [];

    private static readonly ParameterSpace Two = ParameterSpace.Empty.Range("x", -5, 5).Range("y", 1e-4, 1, Scale.Log);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_finds_a_hidden_optimum_closer_than_random_search(bool multivariate)
    {
        double tpe = Best(Search.Tpe(new() { Multivariate = multivariate })), random = Best(Search.Random());
        tpe.ShouldBeLessThan(random / 3);
    }

    [Fact]
    public void Nothing_is_estimated_before_the_trials_at_the_start()
    {
        SearchTrial[] ten = [.. Random(10, TrialState.Completed)];
        ParameterSet Next(params SearchTrial[] history) => Search.Tpe().Start(Two, 5).Propose(history)!;
        Next(ten[..9]).Values.ShouldBe(Next().Values);
        Next(ten).Values.ShouldNotBe(Next().Values);
    }

    [Fact]
    public void Failed_and_cancelled_trials_change_nothing_and_running_ones_do_unless_told()
    {
        SearchTrial[] known = [.. Random(20, TrialState.Completed)];
        ParameterSet Next(TpeSearchOptions options, IEnumerable<SearchTrial> more) => Search.Tpe(options)
            .Start(Two, 5).Propose([.. known, .. more])!;
        ParameterSet alone = Next(new(), []);
        Next(new(), Random(5, TrialState.Failed)).Values.ShouldBe(alone.Values);
        Next(new(), Random(5, TrialState.Cancelled)).Values.ShouldBe(alone.Values);
        Next(new() { ConstantLiar = false }, Random(5, TrialState.Running)).Values.ShouldBe(alone.Values);
        SearchTrial[] many = [.. Enumerable.Range(0, 30).Select(_ => new SearchTrial(alone, TrialState.Running, null, NoValues))];
        Next(new(), many).Values.ShouldNotBe(alone.Values);
    }

    [Fact]
    public void Completed_trials_are_ranked_before_pruned_ones_and_those_by_how_far_they_got()
    {
        SearchTrial Trial(TrialState state, double? score, params (TrialStep Step, double Value)[] values) =>
            new(ParameterSet.Of(("x", 0.0), ("y", 0.1)), state, score, values.ToDictionary(value => value.Step, value => value.Value));
        SearchTrial[] history =
        [
            Trial(TrialState.Pruned, null, (new(0), 0.9)),
            Trial(TrialState.Pruned, null, (new(0), 0.1), (new(1), 0.1)),
            Trial(TrialState.Completed, 0.2),
            Trial(TrialState.Pruned, null, (new(1), 0.3)),
            Trial(TrialState.Completed, double.NaN),
            Trial(TrialState.Running, null),
        ];
        EncodedSpace space = EncodedSpace.Of(Two);
        int[] Good(int count) => TpeSplit.Of(history, [.. history.Select(trial => space.Encode(trial.Parameters))],
            new() { Gamma = 0.999, MaximumGoodCount = count }).Good;
        Good(1).ShouldBe([2]);
        Good(2).ShouldBe([2, 3]);
        Good(3).ShouldBe([1, 2, 3]);
        TpeSplit all = TpeSplit.Of(history, [.. history.Select(trial => space.Encode(trial.Parameters))], new());
        all.Good.ShouldBe([2]);
        all.Others.ShouldBe([0, 1, 3, 5]);
        all.EndedCount.ShouldBe(4);
    }

    [Fact]
    public void The_density_over_all_values_is_one()
    {
        EncodedSpace space = EncodedSpace.Of(ParameterSpace.Empty.Range("n", 1, 12, Scale.Log, isInteger: true)
            .Choices("C", "p", "q", "r"));
        var random = new Random(4);
        double[][] points = [.. Enumerable.Range(0, 40).Select(_ => space.Draw(random))];
        var mixture = new ParzenMixture(space, [0, 1], 1);
        mixture.Fit(points, [.. Enumerable.Range(0, 30)]);
        double sum = Enumerable.Range(1, 12).Sum(n => Enumerable.Range(0, 3).Sum(c =>
            Math.Exp(LogDensity(mixture, [space.Dimensions[0].Encode(n), c]))));
        sum.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void A_mixture_that_changed_with_its_trials_is_the_one_fitted_anew()
    {
        EncodedSpace space = EncodedSpace.Of(ParameterSpace.Empty.Range("x", 0, 1).Range("n", 1, 5, isInteger: true).Range("one", 2, 2)
            .Choices("C", "p", "q", "r"));
        var random = new Random(4);
        double[][] points = [.. Enumerable.Range(0, 260).Select(_ => space.Draw(random))];
        var changing = new ParzenMixture(space, [0, 1, 2, 3], 1);
        bool[] has = new bool[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            has[i] = true;
            has[random.Next(i + 1)] ^= random.Next(3) == 0;
            int moved = random.Next(points.Length);
            if (i % 10 == 0) points[moved] = space.Draw(random);
            if (i % 11 == 0) points[moved] = [.. points[moved]];
            int[] trials = [.. Enumerable.Range(0, points.Length).Where(trial => has[trial])];
            var anew = new ParzenMixture(space, [0, 1, 2, 3], 1);
            changing.Fit(points, trials);
            anew.Fit(points, trials);
            double[] point = space.Draw(random), drawn = new double[4], again = new double[4];
            LogDensity(changing, point).ShouldBe(LogDensity(anew, point));
            changing.Draw(new Random(i), drawn);
            anew.Draw(new Random(i), again);
            drawn.ShouldBe(again);
        }
    }

    [Fact]
    public void The_density_of_a_number_integrates_to_one()
    {
        EncodedSpace space = EncodedSpace.Of(ParameterSpace.Empty.Range("x", 0, 1));
        double[][] points = [[0.1], [0.12], [0.9]];
        var mixture = new ParzenMixture(space, [0], 1);
        mixture.Fit(points, [0, 1, 2]);
        Enumerable.Range(0, 20_000).Average(i => Math.Exp(LogDensity(mixture, [(i + 0.5) / 20_000]))).ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Options_report_every_broken_rule() =>
        Should.Throw<FraudMlException>(() => Search.Tpe(new() { Gamma = 1, CandidateCount = 0, StartupTrialCount = 0, PriorWeight = 0,
            MaximumGoodCount = 0 }))
            .Problems.Count.ShouldBe(5);

    private static double Loss(ParameterSet set) =>
        Math.Pow((double)set.Values["x"] - 2.2, 2) + Math.Pow(Math.Log10((double)set.Values["y"]) + 2.5, 2);

    // The mean over seeds of the best of 60 trials.
    private static double Best(ISearchAlgorithm search) => Enumerable.Range(0, 10).Average(seed =>
    {
        ISearchSession session = search.Start(Two, seed);
        var history = new List<SearchTrial>();
        for (int i = 0; i < 60; i++)
        {
            ParameterSet set = session.Propose(history)!;
            history.Add(new SearchTrial(set, TrialState.Completed, -Loss(set), NoValues));
        }

        return -history.Max(trial => trial.Score!.Value);
    });

    private static IEnumerable<SearchTrial> Random(int count, TrialState state)
    {
        ISearchSession session = Search.Random().Start(Two, 9);
        return Enumerable.Range(0, count).Select(_ => session.Propose([])!).Select(set =>
            new SearchTrial(set, state, state == TrialState.Completed ? -Loss(set) : null, NoValues));
    }

    private static double LogDensity(ParzenMixture mixture, double[] point)
    {
        double[] densities = new double[FourNormals.Count];
        mixture.LogDensities([.. densities.Select(_ => point)], densities);
        densities.Distinct().Count().ShouldBe(1);
        return densities[0];
    }
}
