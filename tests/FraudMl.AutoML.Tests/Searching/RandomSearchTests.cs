namespace FraudMl.Tests;

public sealed class RandomSearchTests
{
    [Fact]
    public void Whole_numbers_and_choices_come_equally_often()
    {
        ISearchSession session = Search.Random()
            .Start(new ParameterSpace([]).Range("Whole", 1, 3, isInteger: true).Choices("Choice", "x", "y", "z"), 7);
        ParameterSet[] proposals = [.. Enumerable.Range(0, 3000).Select(_ => session.Propose([])!)];
        foreach (string name in new[] { "Whole", "Choice" })
            proposals.GroupBy(proposal => proposal.Values[name]).Select(group => group.Count())
                .ShouldAllBe(count => Math.Abs(count - 1000) < 100);
    }

    [Fact]
    public void A_log_range_is_drawn_by_ratios()
    {
        ISearchSession session = Search.Random().Start(new ParameterSpace([]).Range("Log", 0.01, 100, Scale.Log), 7);
        Enumerable.Range(0, 2000).Count(_ => (double)session.Propose([])!.Values["Log"] < 1).ShouldBeInRange(900, 1100);
    }
}
