using CsCheck;

namespace FraudMl.Tests;

public class MetricsPropertyTests
{
    private sealed record Row(bool Label, double Score, int Weight);

    /// <summary>Scores on a coarse grid, so that most rows tie.</summary>
    private static readonly Gen<Row[]> TiedRows =
        Gen.Select(Gen.Bool, Gen.Int[0, 8], Gen.Int[0, 3], (label, score, weight) => new Row(label, score / 8.0, weight)).Array[2, 60]
            .Where(rows => rows.Any(row => row.Weight > 0));

    [Fact]
    public void No_metric_depends_on_the_order_of_the_rows() =>
        Gen.Select(TiedRows, Gen.Int).Sample((rows, seed) =>
        {
            Row[] shuffled = [.. rows];
            new Random(seed).Shuffle(shuffled);
            ShouldAgree(Of(rows, weighted: false), Of(shuffled, weighted: false), []);
            ShouldAgree(Of(rows, weighted: true), Of(shuffled, weighted: true), []);
        });

    [Fact]
    public void A_weight_counts_as_repetition() =>
        TiedRows.Sample(rows => ShouldAgree(
            Of(rows, weighted: true),
            Of([.. rows.SelectMany(row => Enumerable.Repeat(row, row.Weight))], weighted: false),
            except: ["ece_quantile_10", "mce_quantile_10"]));

    [Fact]
    public void Ranking_metrics_depend_on_the_order_of_the_scores_only() =>
        TiedRows.Sample(rows =>
        {
            ScoredRows plain = Of(rows, weighted: true);
            ScoredRows stretched = Of([.. rows.Select(row => row with { Score = row.Score * row.Score * row.Score })], weighted: true);
            foreach (Metric metric in new[] { Metrics.AveragePrecision, Metrics.RocAuc, Metrics.KsStatistic, Metrics.RecallAtFpr(0.2) })
                metric.Compute(stretched).ShouldBe(metric.Compute(plain), metric.Name);
        });

    [Fact]
    public void A_subset_equals_the_rows_picked_by_hand() =>
        Gen.Select(TiedRows, Gen.Int).Sample((rows, seed) =>
        {
            int[] picked = [.. rows.Select((_, i) => i).Where(i => (i + seed) % 3 != 0 || rows[i].Weight > 0)];
            ShouldAgree(Of(rows, weighted: true).Subset(picked), Of([.. picked.Select(i => rows[i])], weighted: true), []);
        });

    private static ScoredRows Of(Row[] rows, bool weighted) => new(
        Array.ConvertAll(rows, row => row.Label),
        Array.ConvertAll(rows, row => row.Score),
        new()
        {
            Threshold = 0.4,
            Weights = weighted ? Array.ConvertAll(rows, row => (double)row.Weight) : null,
            Costs = new(Array.ConvertAll(rows, row => 10 * row.Score), Array.ConvertAll(rows, row => 1 + row.Score)),
        });

    private static void ShouldAgree(ScoredRows one, ScoredRows other, string[] except)
    {
        foreach (Metric metric in Metrics.All)
        {
            if (except.Contains(metric.Name)) continue;
            MetricValue left = metric.Evaluate(one), right = metric.Evaluate(other);
            left.UndefinedBecause.ShouldBe(right.UndefinedBecause, metric.Name);
            if (left.IsDefined) left.Value.ShouldMatch(right.Value, metric.Name, 1e-12);
        }
    }
}
