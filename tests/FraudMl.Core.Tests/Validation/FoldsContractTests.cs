using System.Reflection;

namespace FraudMl.Tests;

/// <summary>What every fold scheme keeps: each implementation and each noun of the catalogue, found by reflection.</summary>
public sealed class FoldsContractTests
{
    public static TheoryData<string> Names => [.. Nouns.Select(noun => noun.Name)];

    private static IEnumerable<MethodInfo> Nouns =>
        typeof(FoldsCatalog).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(IFolds));

    [Fact]
    public void Every_implementation_is_in_the_catalogue() =>
        Nouns.Select(noun => Scheme(noun.Name, 3).GetType()).Distinct().ShouldBe(
            typeof(IFolds).Assembly.GetTypes().Where(type => typeof(IFolds).IsAssignableFrom(type) && !type.IsAbstract), ignoreOrder: true);

    [Theory, MemberData(nameof(Names))]
    public void Training_and_validation_rows_are_apart_ascending_and_hold_both_classes(string name)
    {
        foreach ((int count, FoldInput rows) in Cases())
        {
            IReadOnlyList<Fold> splits = Scheme(name, count).Split(rows);
            splits.Count.ShouldBe(count);
            foreach (Fold fold in splits)
            {
                fold.TrainingRows.ShouldBeInOrder();
                fold.ValidationRows.ShouldBeInOrder();
                fold.TrainingRows.Intersect(fold.ValidationRows).ShouldBeEmpty();
                foreach (int[] side in new[] { fold.TrainingRows, fold.ValidationRows })
                    side.Select(row => rows.Labels.Span[row]).Distinct().Count().ShouldBe(2);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_row_is_validated_twice(string name)
    {
        foreach ((int count, FoldInput rows) in Cases()) Scheme(name, count).Split(rows).SelectMany(fold => fold.ValidationRows)
            .ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Names))]
    public void The_same_scheme_splits_the_same_again(string name)
    {
        foreach ((int count, FoldInput rows) in Cases())
        {
            int[][] Split() => [.. Scheme(name, count).Split(rows).SelectMany(fold => new[] { fold.TrainingRows, fold.ValidationRows })];
            Split().ShouldBe(Split());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Too_few_rows_are_told_with_the_numbers(string name)
    {
        foreach ((bool[] labels, string numbers) in new[] { (Labels(50, 4), "4 frauds among 54 rows"),
            (Labels(50, 0), "0 frauds among 50 rows"), (Labels(0, 50), "50 frauds among 50 rows"), ([], "0 frauds among 0 rows") })
            Should.Throw<FraudMlException>(() => Scheme(name, 5).Split(Input(labels))).Message.ShouldContain(numbers);
    }

    [Theory, MemberData(nameof(Names))]
    public void Rows_held_back_are_split_off_as_the_scheme_validates(string name)
    {
        foreach ((int count, FoldInput rows) in Cases())
        {
            foreach (double share in new[] { 0.1, 0.25 })
            {
                Fold held = Scheme(name, count).HoldOut(rows, share, seed: 3);
                held.TrainingRows.ShouldBeInOrder();
                held.ValidationRows.ShouldBeInOrder();
                held.TrainingRows.Intersect(held.ValidationRows).ShouldBeEmpty();
                foreach (int[] side in new[] { held.TrainingRows, held.ValidationRows })
                    side.Select(row => rows.Labels.Span[row]).Distinct().Count().ShouldBe(2);
                ((double)held.ValidationRows.Length / rows.Labels.Length).ShouldBeInRange(share / 1.5, share * 1.5);
                (KeepsEntities(name), IsAlongTime(name))
                    .ShouldBe((held.TrainingRows.Select(row => CardOf(rows, row))
                        .Intersect(held.ValidationRows.Select(row => CardOf(rows, row))).Any() == false,
                        TimeOf(rows, held.TrainingRows[^1]) < TimeOf(rows, held.ValidationRows[0])));
                held.ShouldBeEquivalentTo(Scheme(name, count).HoldOut(rows, share, seed: 3));
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Too_few_rows_to_hold_back_are_told_with_the_numbers(string name)
    {
        foreach ((bool[] labels, string numbers) in new[] { (Labels(50, 0), "0 frauds among 50 rows"),
            (Labels(0, 50), "50 frauds among 50 rows"), (Labels(40, 1), "1 frauds among 41 rows") })
            Should.Throw<FraudMlException>(() => Scheme(name, 5).HoldOut(Input(labels), 0.1, seed: 3)).Message.ShouldContain(numbers);
        foreach (double share in new[] { 0, 1, -0.1, double.NaN })
            Should.Throw<FraudMlException>(() => Scheme(name, 5).HoldOut(Input(Labels(300, 100)), share, seed: 3)).Message
                .ShouldContain("must be in (0, 1)");
    }

    [Theory, MemberData(nameof(Names))]
    public void The_name_tells_the_count(string name) => Scheme(name, 7).Name.ShouldStartWith($"{name}(7");

    private static IFolds Scheme(string name, int count)
    {
        MethodInfo noun = Nouns.Single(method => method.Name == name);
        return (IFolds)noun.Invoke(null, [.. noun.GetParameters().Select(parameter => parameter.Name switch
        {
            "count" => count,
            "key" => "card",
            _ => parameter.DefaultValue,
        })])!;
    }

    private static bool KeepsEntities(string name) => name.EndsWith("Grouped", StringComparison.Ordinal);

    private static bool IsAlongTime(string name) => name is "TimeOrdered" or "Prequential";

    private static int CardOf(FoldInput rows, int row) => rows.Keys["card"].Span[row];

    private static long TimeOf(FoldInput rows, int row) => rows.Timestamps.Span[row];

    private static IEnumerable<(int Count, FoldInput Rows)> Cases() =>
        [(2, Input(Labels(300, 100))), (3, Input(Labels(300, 260))), (5, Input(Labels(97, 90))), (10, Input(Labels(900, 1200)))];

    // Rows in time order, three an hour apart each day; a dozen rows a card, spread over all the time.
    private static FoldInput Input(bool[] labels) => new(labels)
    {
        Timestamps = Enumerable.Range(0, labels.Length).Select(row => ((row / 3 * 24) + (row % 3)) * 3_600_000_000L).ToArray(),
        Keys = new Dictionary<string, ReadOnlyMemory<int>> { ["card"] = Enumerable.Range(0, labels.Length)
            .Select(row => row * 37 % Math.Max(1, labels.Length / 12)).ToArray() },
    };

    private static bool[] Labels(int legitimate, int frauds)
    {
        bool[] labels = [.. Enumerable.Repeat(false, legitimate), .. Enumerable.Repeat(true, frauds)];
        new Random(3).Shuffle(labels);
        return labels;
    }
}
