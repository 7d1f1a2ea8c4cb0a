namespace FraudMl.Tests;

public sealed class CmaEsSearchTests
{
    private static readonly Dictionary<TrialStep, double> NoValues = [];

    // Table 1 of arXiv 1604.00772, worked out for n = 10 and λ = 10.
    [Fact]
    public void Constants_are_those_of_the_tutorial()
    {
        var constants = new CmaConstants(10, 10);
        constants.MuEff.ShouldBe(3.1672992814107953, 1e-9);
        constants.Weights.Where(weight => weight > 0).Sum().ShouldBe(1, 1e-12);
        constants.Weights.Count(weight => weight > 0).ShouldBe(5);
        constants.Weights.Zip(constants.Weights.Skip(1)).ShouldAllBe(pair => pair.First > pair.Second);
        constants.StepRate.ShouldBe((3.1672992814107953 + 2) / (10 + 3.1672992814107953 + 5), 1e-9);
        constants.ExpectedNorm.ShouldBe(3.0847, 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void It_converges_to_the_bottom_of_a_turned_valley(int batchSize)
    {
        ParameterSpace space = Enumerable.Range(0, 3).Aggregate(ParameterSpace.Empty, (known, i) => known.Range($"x{i}", -5, 5));
        double Loss(ParameterSet set)
        {
            double[] x = [.. Enumerable.Range(0, 3).Select(i => (double)set.Values[$"x{i}"] - 1)];
            return Math.Pow(x[0] + x[1], 2) + (100 * Math.Pow(x[0] - x[1], 2)) + Math.Pow(x[2], 2);
        }

        Best(space, Loss, 600, batchSize).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Whole_numbers_do_not_freeze_and_choices_are_found()
    {
        ParameterSpace space = ParameterSpace.Empty.Range("n", 0, 40, isInteger: true).Range("m", 1, 5, isInteger: true).Range("x", 0, 1)
            .Choices("Kind", "a", "b", "c");
        double Loss(ParameterSet set) => Math.Abs((int)set.Values["n"] - 31) + Math.Abs((int)set.Values["m"] - 5)
            + Math.Abs((double)set.Values["x"] - 0.9)
            + ((string)set.Values["Kind"] == "b" ? 0 : 4);
        Best(space, Loss, 500, 1).ShouldBeLessThan(0.2);
    }

    [Fact]
    public void A_start_from_earlier_trials_begins_where_they_were_good()
    {
        ParameterSpace space = ParameterSpace.Empty.Range("x", 0, 1).Range("y", 0, 1);
        ISearchSession random = Search.Random().Start(space, 3);
        SearchTrial[] known = [.. Enumerable.Range(0, 200).Select(_ => random.Propose([])!)
            .Select(set => new SearchTrial(set, TrialState.Completed,
            -Math.Abs((double)set.Values["x"] - 0.9) - Math.Abs((double)set.Values["y"] - 0.1), NoValues))];
        double Distance(bool warm) => Enumerable.Range(0, 20).Average(seed =>
        {
            ParameterSet set = Search.CmaEs(new() { WarmStart = warm }).Start(space, seed).Propose(known)!;
            return Math.Abs((double)set.Values["x"] - 0.9) + Math.Abs((double)set.Values["y"] - 0.1);
        });

        Distance(true).ShouldBeLessThan(Distance(false) / 2);
    }

    [Fact]
    public void A_space_of_choices_alone_is_searched() =>
        Best(ParameterSpace.Empty.Choices("A", 1, 2, 3).Choices("B", 1, 2, 3), set => -(int)set.Values["A"] - (int)set.Values["B"], 100,
            1).ShouldBe(-6);

    private static double Best(ParameterSpace space, Func<ParameterSet, double> loss, int count, int batchSize)
    {
        ISearchSession session = Search.CmaEs().Start(space, 1);
        var history = new List<SearchTrial>();
        while (history.Count < count)
        {
            for (int i = 0; i < batchSize; i++) history.Add(new SearchTrial(session.Propose(history)!, TrialState.Running, null, NoValues));
            for (int i = history.Count - batchSize; i < history.Count; i++)
                history[i] = history[i] with { State = TrialState.Completed, Score = -loss(history[i].Parameters) };
        }

        return -history.Max(trial => trial.Score!.Value);
    }
}
