using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class StratifiedFoldsTests
{
    private static readonly JsonArray Golden = JsonNode.Parse(
        File.ReadAllText(Path.Combine("Golden", "splits.json")))!["stratified_kfold"]!.AsArray();

    /// <value>The golden cases of two classes.</value>
    public static TheoryData<string> TwoClasses =>
        [.. Golden.Where(golden => golden!["counts"]!.AsObject().Count == 2).Select(golden => (string)golden!["name"]!)];

    [Theory]
    [MemberData(nameof(TwoClasses))]
    public void Folds_hold_the_class_counts_and_sizes_of_scikit_learn(string name)
    {
        JsonNode golden = Golden.Single(node => (string)node!["name"]! == name)!;
        int count = (int)golden["n_splits"]!;
        bool[] labels = Labels((int)golden["counts"]!["0"]!, (int)golden["counts"]!["1"]!);
        JsonNode expected = golden["expected"]!;
        foreach (IFolds folds in new[] { Folds.Stratified(count, seed: 7), Folds.InterleavedStratified(count) })
        {
            // Where scikit-learn only warns that a fold has no fraud, we refuse: nothing can be measured on that fold.
            if (expected["error"] is not null || (bool)expected["warning_small_class"]!)
            {
                Should.Throw<FraudMlException>(() => folds.Split(new FoldInput(labels)));
                continue;
            }

            IReadOnlyList<Fold> splits = folds.Split(new FoldInput(labels));

            splits.Select(fold => fold.ValidationRows.Count(row => labels[row])).Order()
                .ShouldBe(Ints(expected["test_class_counts_sorted"]!["1"]!));
            splits.Select(fold => fold.ValidationRows.Count(row => !labels[row])).Order()
                .ShouldBe(Ints(expected["test_class_counts_sorted"]!["0"]!));
            if (folds.Name.StartsWith("Stratified", StringComparison.Ordinal))
                splits.Select(fold => fold.ValidationRows.Length).Order().ShouldBe(Ints(expected["test_sizes_sorted"]!));
        }
    }

    [Fact]
    public void Each_row_is_validated_on_once_and_never_trained_on_in_the_same_fold()
    {
        bool[] labels = Labels(97, 11);

        IReadOnlyList<Fold> splits = Folds.Stratified(5).Split(new FoldInput(labels));

        splits.SelectMany(fold => fold.ValidationRows).Order().ShouldBe(Enumerable.Range(0, labels.Length));
        foreach (Fold fold in splits)
        {
            fold.TrainingRows.ShouldBeInOrder();
            fold.ValidationRows.ShouldBeInOrder();
            fold.TrainingRows.Concat(fold.ValidationRows).Order().ShouldBe(Enumerable.Range(0, labels.Length));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_and_another_seed_others()
    {
        bool[] labels = Labels(200, 20);
        int[] Rows(int seed) => Folds.Stratified(5, seed).Split(new FoldInput(labels))[0].ValidationRows;

        Rows(1).ShouldBe(Rows(1));
        Rows(1).ShouldNotBe(Rows(2));
    }

    [Fact]
    public void An_interleaved_row_belongs_to_its_index_within_its_class_modulo_the_count()
    {
        bool[] labels = [false, true, false, false, true, false, true, false];

        Folds.InterleavedStratified(3).Split(new FoldInput(labels)).Select(fold => fold.ValidationRows)
            .ShouldBe([[0, 1, 5], [2, 4, 7], [3, 6]]);
    }

    [Fact]
    public void Too_few_frauds_are_told_with_the_numbers() =>
        Should.Throw<FraudMlException>(() => Folds.Stratified(5).Split(new FoldInput(Labels(100, 3)))).Message
            .ShouldBe("5 stratified folds need at least 5 rows of each class, and there are 3 frauds among 103 rows. Ask for fewer folds, "
                + "or bring more data.");

    [Fact]
    public void One_class_only_is_told_as_such() =>
        Should.Throw<FraudMlException>(() => Folds.Stratified(5).Split(new FoldInput(Labels(100, 0)))).Message
            .ShouldBe("Stratified folds need both classes, and there are 0 frauds among 100 rows. Check the label column, or bring rows "
                + "of the other class.");

    [Fact]
    public void Fewer_than_two_folds_are_refused() =>
        Should.Throw<FraudMlException>(() => Folds.Stratified(1)).Message.ShouldBe("Folds need a count of at least 2. Got 1 instead.");

    private static bool[] Labels(int legits, int frauds)
    {
        var labels = new bool[legits + frauds];
        labels.AsSpan(0, frauds).Fill(true);
        new Random(5).Shuffle(labels);
        return labels;
    }

    private static int[] Ints(JsonNode array) => [.. array.AsArray().Select(value => (int)value!)];
}
