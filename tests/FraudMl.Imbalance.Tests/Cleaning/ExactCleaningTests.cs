namespace FraudMl.Tests;

/// <summary>The shortcuts keep what a comparison of all rows with all rows keeps, on sets of many leaves.</summary>
public sealed class ExactCleaningTests
{
    private static readonly TrainingData Data = Rows.Random(frauds: 150, legitimate: 2850, columns: 20, shift: 0.6);

    [Theory, InlineData(1), InlineData(3), InlineData(6)]
    public void Edited_rows_are_those_of_all_pairs(int k)
    {
        bool[] labels = Data.Labels.ToArray();
        int[][] nearest = [.. Enumerable.Range(0, 3000).Select(row => Nearest(row, k))];
        foreach (NeighborVote vote in new[] { NeighborVote.All, NeighborVote.Majority })
        {
            int[] expected = [.. Enumerable.Range(0, 3000).Where(row => vote == NeighborVote.All
                ? nearest[row].All(near => labels[near] == labels[row])
                : labels[row] == (2 * nearest[row].Count(near => labels[near]) > k))];
            new EditedNearestNeighborsResampler(new() { NeighborCount = k, Vote = vote, Classes = CleanedClasses.Both }).Keep(Data,
                Rows.Context()).ShouldBe(expected);
        }
    }

    [Fact]
    public void Tomek_links_are_those_of_all_pairs()
    {
        int[] nearest = [.. Enumerable.Range(0, 3000).Select(row => Nearest(row, 1)[0])];
        bool[] labels = Data.Labels.ToArray();
        int[] expected = [.. Enumerable.Range(0, 3000)
            .Where(row => !(nearest[nearest[row]] == row && labels[row] != labels[nearest[row]]))];
        new TomekLinksResampler(new() { Classes = CleanedClasses.Both }).Keep(Data, Rows.Context()).ShouldBe(expected);
    }

    [Fact]
    public void Condensing_keeps_what_one_row_after_the_other_keeps()
    {
        int[] kept = new CondensedNearestNeighborResampler(new() { Seed = 3 }).Keep(Data, Rows.Context());
        int[] seeds = SeedRows.Draw([.. Enumerable.Range(0, 3000).Where(row => !Data.Labels.Span[row])], 1, 3);
        List<int> store = [.. Enumerable.Range(0, 3000).Where(row => Data.Labels.Span[row]), .. seeds];
        foreach (int row in Enumerable.Range(0, 3000).Where(row => !Data.Labels.Span[row] && !seeds.Contains(row)))
        {
            int nearest = store.MinBy(other => (ExactDistance.Squared(Data.Matrix.Row(row), Data.Matrix.Row(other)), other));
            if (Data.Labels.Span[nearest]) store.Add(row);
        }

        kept.ShouldBe(store.Order());
    }

    [Fact]
    public void One_sided_selection_keeps_rows_nearer_to_a_fraud_than_to_the_seeds_but_no_links()
    {
        int[] kept = new OneSidedSelectionResampler(new() { SeedRowCount = 5, Seed = 3 }).Keep(Data, Rows.Context());
        int[] seeds = SeedRows.Draw([.. Enumerable.Range(0, 3000).Where(row => !Data.Labels.Span[row])], 5, 3);
        int[] frauds = [.. Enumerable.Range(0, 3000).Where(row => Data.Labels.Span[row])];
        int[] chosen = [.. Enumerable.Range(0, 3000)
            .Where(row => Data.Labels.Span[row] || seeds.Contains(row) || Closest(row, frauds) < Closest(row, seeds))];
        int[] links = TomekLinks.Of(Data, chosen, frauds, Rows.Context());
        kept.ShouldBe(chosen.Except(links.Where(row => !Data.Labels.Span[row])));
    }

    [Fact]
    public void A_class_that_would_vanish_is_explained() =>
        Should.Throw<FraudMlException>(() => Resamplers.EditedNearestNeighbors(new() { Classes = CleanedClasses.Both, NeighborCount = 30 })
            .Resample(Rows.Random(10, 100, shift: 0), Rows.Context())).Message.ShouldMatch(
            @"^ENN would leave \d+ of 10 frauds and \d+ of 100 legitimate rows, and a learner needs both classes\. Clean one class only, ask for fewer neighbors, or leave the resampler out\.$");

    private static double Closest(int row, int[] others) =>
        others.Min(other => ExactDistance.Squared(Data.Matrix.Row(row), Data.Matrix.Row(other)));

    private static int[] Nearest(int row, int k)
    {
        Neighbor[] best = NeighborList.Empty(k);
        for (int other = 0; other < 3000; other++)
        {
            var found = new Neighbor(ExactDistance.Squared(Data.Matrix.Row(row), Data.Matrix.Row(other)), other);
            if (other != row && found.IsNearerThan(best[^1])) NeighborList.Insert(best, found);
        }

        return [.. best.Select(neighbor => neighbor.Row)];
    }
}
