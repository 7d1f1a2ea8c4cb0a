using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class GroupedFoldsTests
{
    // One of their folds has one class only: we refuse it, and scikit-learn does not.
    private static readonly string[] Refused =
        ["one_huge_group/k=4", "all_positives_in_one_group/k=2", "all_positives_in_one_group/k=3", "all_positives_in_one_group/k=4"];

    /// <value>The golden cases.</value>
    public static TheoryData<string> Cases => [.. Names];

    /// <value>Those that are split.</value>
    public static TheoryData<string> SplitCases => [.. Names.Except(Refused)];

    private static IEnumerable<string> Names => GoldenSplits.Cases("group_kfold").Select(golden => (string)golden["name"]!);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sizes_are_those_of_scikit_learn_and_no_group_is_on_both_sides(string name)
    {
        JsonNode golden = GoldenSplits.Case("group_kfold", name);
        foreach ((IFolds folds, string sizes) in new[] { (Grouped(golden), "group_kfold_test_sizes_sorted"),
            (Stratified(golden), "stratified_group_kfold_sizes_sorted") })
        {
            if (Split(folds, golden) is not { } splits) continue;
            splits.Select(fold => fold.ValidationRows.Length).Order().ShouldBe(GoldenSplits.Ints(golden["expected"]![sizes]));
            int[] groups = GoldenSplits.Ints(golden["groups"]);
            foreach (Fold fold in splits) fold.TrainingRows.Select(row => groups[row])
                .Intersect(fold.ValidationRows.Select(row => groups[row])).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_golden_cases_that_are_refused_are_those_expected() => GoldenSplits.Cases("group_kfold")
        .Where(golden => Split(Stratified(golden), golden) is null).Select(golden => (string)golden["name"]!).ShouldBe(Refused);

    [Theory]
    [MemberData(nameof(SplitCases))]
    public void Classes_are_spread_as_evenly_as_scikit_learn_spreads_them(string name)
    {
        JsonNode golden = GoldenSplits.Case("group_kfold", name);
        bool[] labels = GoldenSplits.Labels(golden["y"]);
        IReadOnlyList<Fold> splits = Split(Stratified(golden), golden).ShouldNotBeNull();
        double[] rates = [.. splits.Select(fold => fold.ValidationRows.Average(row => labels[row] ? 1.0 : 0))];
        double mean = rates.Average();
        Math.Sqrt(rates.Average(rate => (rate - mean) * (rate - mean)))
            .ShouldBeLessThanOrEqualTo((double)golden["expected"]!["stratified_group_kfold_std_positive_rate"]! + 1e-9);
    }

    [Fact]
    public void A_row_without_a_key_is_an_entity_of_its_own()
    {
        var rows = new FoldInput(new bool[] { true, true, false, false })
        {
            Keys = new Dictionary<string, ReadOnlyMemory<int>> { ["card"] = Enumerable.Repeat(TextDictionary.Missing, 4).ToArray() },
        };

        Folds.StratifiedGrouped("card", 2).Split(rows).Select(fold => fold.ValidationRows.Length).ShouldBe([2, 2]);
    }

    [Fact]
    public void Too_few_entities_and_entities_without_frauds_are_told_with_the_numbers()
    {
        FoldInput Rows(params int[] cards) =>
            new(new bool[] { true, true, false, false, false, false }) { Keys =
                new Dictionary<string, ReadOnlyMemory<int>> { ["card"] = cards } };
        Message(() => Folds.Grouped("card", 3).Split(Rows(0, 0, 0, 1, 1, 1)))
            .ShouldBe("Grouped(3, by card) needs at least 3 entities, and 2 stand in 'card': there are 2 frauds among 6 rows. Ask for "
                + "fewer folds.");
        Message(() => Folds.Grouped("card", 3).Split(Rows(0, 0, 0, 1, 1, 2))).ShouldBe(
            "Grouped(3, by card): the training rows of fold 1 need both classes and hold 0 frauds among 3 rows; in all there are 2 frauds "
            + "among 6 rows, and the frauds belong to 1 of 3 entities of 'card'. Ask for fewer folds, or bring more data.");
        Message(() => Folds.Grouped("terminal").Split(Rows(0, 0, 0, 1, 1, 2)))
            .ShouldBe("Grouped(5, by terminal) needs the entity key 'terminal', and the keys of the data are card. Name it with "
                + "schema.Key(\"terminal\").");
    }

    private static IFolds Grouped(JsonNode golden) => Folds.Grouped("group", (int)golden["n_splits"]!);

    private static IFolds Stratified(JsonNode golden) => Folds.StratifiedGrouped("group", (int)golden["n_splits"]!);

    // Where a fold has one class only, we refuse; scikit-learn does not. Returns null then.
    private static IReadOnlyList<Fold>? Split(IFolds folds, JsonNode golden)
    {
        var rows = new FoldInput(GoldenSplits.Labels(golden["y"])) { Keys =
            new Dictionary<string, ReadOnlyMemory<int>> { ["group"] = GoldenSplits.Ints(golden["groups"]) } };
        try
        {
            return folds.Split(rows);
        }
        catch (FraudMlException refusal) when (refusal.Message.Contains("need both classes and hold", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static string Message(Action act) => Should.Throw<FraudMlException>(act).Message;
}
