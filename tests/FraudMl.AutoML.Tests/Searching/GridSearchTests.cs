namespace FraudMl.Tests;

public sealed class GridSearchTests
{
    [Fact]
    public void A_grid_has_every_combination_once()
    {
        ParameterSpace space = new ParameterSpace([]).Range("A", 0, 1).Range("B", 1, 100, Scale.Log).Range("C", 1, 2, isInteger: true)
            .Choices("D", "x", "y");
        ISearchSession session = Search.Grid().Start(space, 1);
        session.TrialCount.ShouldBe(36);
        string[] proposals = [.. Enumerable.Range(0, 36).Select(_ => string.Join(", ", session.Propose([])!.Values))];
        proposals.ShouldBeUnique();
        proposals.Order(StringComparer.Ordinal).SequenceEqual(proposals).ShouldBeFalse();
        proposals.ShouldContain("[A, 0.5], [B, 10.000000000000002], [C, 2], [D, y]");
        session.Propose([]).ShouldBeNull();
    }

    [Fact]
    public void One_point_is_the_middle() =>
        Search.Grid(new() { PointsPerParameter = 1 }).Start(new ParameterSpace([]).Range("A", 0, 1), 1).Propose([])!.Values["A"]
            .ShouldBe(0.5);

    [Fact]
    public void A_seed_in_the_options_goes_before_the_seed_of_the_experiment()
    {
        ParameterSpace space = new ParameterSpace([]).Range("A", 0, 1).Range("B", 0, 1);
        string First(ISearchAlgorithm search, int seed) => string.Join(", ", search.Start(space, seed).Propose([])!.Values);
        First(Search.Random(new() { Seed = 5 }), 1).ShouldBe(First(Search.Random(), 5));
        First(Search.Grid(new() { Seed = 5 }), 1).ShouldBe(First(Search.Grid(), 5));
    }
}
