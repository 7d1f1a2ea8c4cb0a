using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public class CardPrecisionTests
{
    private static readonly JsonArray Golden =
        JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "metrics.json")))!["card_precision"]!.AsArray();

    [Fact]
    public void Card_precision_equals_the_golden_one()
    {
        Golden.Count.ShouldBe(12);
        foreach (JsonNode? golden in Golden)
        {
            string name = (string)golden!["name"]!;
            CardPrecision got = CardPrecision.Of(
                GoldenMetrics.Labels(golden["y"]!), GoldenMetrics.Doubles(golden["score"]!), Integers(golden["day"]!),
                Integers(golden["customer"]!), (int)golden["k"]!);
            got.Days.Select(day => day.Precision).ToArray().ShouldMatch(golden["expected"]!["per_day"]!, name);
            got.Mean.ShouldMatch((double)golden["expected"]!["mean"]!, name);
            got.Ceiling.ShouldBeGreaterThanOrEqualTo(got.Mean);
        }
    }

    [Fact]
    public void A_card_is_scored_by_its_largest_score_and_leaves_once_caught()
    {
        CardPrecision got = CardPrecision.Of(
            labels: [true, false, false, true, false], scores: [0.1, 0.9, 0.5, 0.9, 0.2], days: [3, 3, 3, 4, 4], cards: [7, 7, 8, 7, 8],
            checkCount: 1);
        got.Days.ShouldBe([new(3, 2, 1, 1, 1, 1), new(4, 1, 0, 0, 0, double.NaN)]);
        (got.Mean, got.Recall, got.Ceiling).ShouldBe((0.5, 1, 0.5));
    }

    [Fact]
    public void A_dataset_gives_days_and_cards_and_row_order_does_not_matter()
    {
        var random = new Random(5);
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"card {i}")];
        var data = new Dataset([
            new NumberColumn("Day", [.. Enumerable.Range(0, 600).Select(_ => (float)random.Next(-3, 5))], ColumnRoles.Timestamp),
            new TextColumn("Card", [.. Enumerable.Range(0, 600).Select(_ => random.Next(40))], new TextDictionary(names), ColumnRoles.Key),
            new NumberColumn("Class", [.. Enumerable.Range(0, 600).Select(_ => random.Next(20) == 0 ? 1f : 0f)], ColumnRoles.Label),
        ], timestampUnit: TimeUnit.Days);
        double[] scores = [.. Enumerable.Range(0, data.RowCount).Select(row => (data.Labels[row] ? 0.3 : 0) + (row % 7 * 0.1))];
        int[] shuffled = [.. Enumerable.Range(0, data.RowCount)];
        new Random(1).Shuffle(shuffled);
        CardPrecision one = CardPrecision.Of(data, scores, "Card", 5);
        CardPrecision other = CardPrecision.Of(data.Take(shuffled), Array.ConvertAll(shuffled, row => scores[row]), "Card", 5);
        other.Days.ShouldBe(one.Days);
        one.Days.Select(day => day.Day).ShouldBe(Enumerable.Range(-3, 8));
        one.Mean.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Invalid_rows_are_refused_with_every_problem() =>
        Should.Throw<FraudMlException>(() => CardPrecision.Of([true], [double.NaN], [1, 2], [], 0)).Problems.Count.ShouldBe(4);

    private static int[] Integers(JsonNode array) => [.. array.AsArray().Select(node => (int)node!)];
}
