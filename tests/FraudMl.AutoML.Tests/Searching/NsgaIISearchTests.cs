namespace FraudMl.Tests;

public sealed class NsgaIISearchTests
{
    private const int Dimensions = 10;

    private static readonly Dictionary<TrialStep, double> NoValues = [];

    private static readonly ParameterSpace Box = Enumerable.Range(0, Dimensions)
        .Aggregate(ParameterSpace.Empty, (space, i) => space.Range($"x{i}", 0, 1));

    // The hypervolume of the whole front up to (1.1, 1.1): 0.1 + 2/3 + 0.11 for ZDT1, 0.1 + 1/3 + 0.11 for ZDT2.
    [Theory, InlineData(1, 0.87667), InlineData(2, 0.54333)]
    public void It_comes_near_the_fronts_of_Zitzler_Deb_and_Thiele(int function, double whole)
    {
        double found = HyperVolume(Run(Search.NsgaII(), function, 4000)), random = HyperVolume(Run(Search.Random(), function, 4000));
        found.ShouldBeInRange(whole - 0.02, whole);
        random.ShouldBeLessThan(whole - 0.2);
    }

    [Fact]
    public void Fronts_and_room_are_those_of_the_paper()
    {
        Individual[] all = [.. new[] { (1.0, 5.0), (2, 4), (3, 3), (5, 1), (1, 4), (2, 3), (0, 0) }
            .Select(point => new Individual([], [point.Item1, point.Item2]))];
        List<List<Individual>> fronts = Survival.Fronts(all);
        fronts.Select(front => front.Count).ShouldBe([4, 2, 1]);
        Survival.Spread(fronts[0]);
        fronts[0].Select(one => one.Distance).ShouldBe([double.PositiveInfinity, (2.0 / 4) + (2.0 / 4), (3.0 / 4) + (3.0 / 4),
            double.PositiveInfinity]);
        Survival.Of(all, 3).ShouldBe([all[0], all[3], all[2]], ignoreOrder: true);
    }

    [Fact]
    public void Conditional_spaces_are_crossed_within_their_ranges()
    {
        ParameterSpace space = ParameterSpace.Empty.Choices("Kind", "a", "b").When("Kind", "a", a => a.Range("p", 1, 2))
            .When("Kind", "b", b => b.Range("q", 3, 4, isInteger: true));
        ISearchSession session = Search.NsgaII(new() { PopulationSize = 8 }).Start(space, 1);
        var history = new List<SearchTrial>();
        for (int i = 0; i < 300; i++)
        {
            ParameterSet set = session.Propose(history)!;
            bool isA = (string)set.Values["Kind"] == "a";
            set.Values.Keys.ShouldBe(isA ? ["Kind", "p"] : ["Kind", "q"]);
            history.Add(new SearchTrial(set, TrialState.Completed, i, NoValues) { Scores = [isA ? 1 : 0, i % 5] });
        }

        history.Skip(200).Count(trial => (string)trial.Parameters.Values["Kind"] == "a").ShouldBeGreaterThan(50);
    }

    private static List<double[]> Run(ISearchAlgorithm search, int function, int count)
    {
        ISearchSession session = search.Start(Box, 3);
        var history = new List<SearchTrial>();
        var values = new List<double[]>();
        for (int i = 0; i < count; i++)
        {
            ParameterSet set = session.Propose(history)!;
            double first = (double)set.Values["x0"];
            double g = 1 + (9.0 / (Dimensions - 1) * Enumerable.Range(1, Dimensions - 1).Sum(j => (double)set.Values[$"x{j}"]));
            double second = g * (1 - (function == 1 ? Math.Sqrt(first / g) : Math.Pow(first / g, 2)));
            values.Add([first, second]);
            history.Add(new SearchTrial(set, TrialState.Completed, -first, NoValues) { Scores = [-first, -second] });
        }

        return values;
    }

    private static double HyperVolume(List<double[]> values)
    {
        double volume = 0, low = 1.1;
        foreach (double[] point in values.Where(point => point[0] < 1.1).OrderBy(point => point[0]).ThenBy(point => point[1]))
        {
            if (point[1] >= low) continue;
            volume += (1.1 - point[0]) * (low - point[1]);
            low = point[1];
        }

        return volume;
    }
}
