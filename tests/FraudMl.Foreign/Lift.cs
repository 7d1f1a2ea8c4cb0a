using System.Globalization;
using FraudMl;

namespace Foreign;

/// <summary>Adds metrics of sorted scores to the catalogue of metrics.</summary>
public static class LiftCatalog
{
    private const string Family = "foreign_lift_at";

    private static readonly Metric Place = Metric.OfTally("foreign_mean_place", MetricDirection.LowerIsBetter, MeanPlace);
    private static readonly Metric Paid = Metric.OfCosts("foreign_cost_per_row", MetricDirection.LowerIsBetter, CostPerRow);
    private static readonly Func<double, Metric> LiftOf = ratio =>
        Metric.OfTally(string.Create(CultureInfo.InvariantCulture, $"{Family}_{ratio}"), MetricDirection.HigherIsBetter,
            tally => Lift(tally, ratio));

    extension(Metrics)
    {
        /// <value>The mean share of legitimate rows that score above a fraud, ties counted half.</value>
        public static Metric MeanPlace => Place;

        /// <value>What the decisions that pay cost per row.</value>
        public static Metric CostPerRow => Paid;

        /// <summary>Returns how much richer in frauds the highest scores are than all rows.</summary>
        /// <param name="ratio">The share of the rows looked at, in (0, 1].</param>
        public static Metric LiftAt(double ratio) => LiftOf(ratio);
    }

    /// <summary>Makes them known by their names.</summary>
    public static void Add()
    {
        Metrics.Add(Place);
        Metrics.Add(Paid);
        Metrics.Add(Family, LiftOf);
    }

    private static MetricValue MeanPlace(Tally tally)
    {
        if (tally.FraudWeight == 0 || tally.LegitWeight == 0) return MetricValue.Undefined("a place needs both classes");
        double sum = 0, frauds = 0, legits = 0;
        for (int group = 0; group < tally.FraudsAbove.Length; group++)
        {
            double tied = (legits + tally.LegitsAbove[group]) / 2;
            sum += (tally.FraudsAbove[group] - frauds) * tied;
            (frauds, legits) = (tally.FraudsAbove[group], tally.LegitsAbove[group]);
        }

        return new(sum / tally.FraudWeight / tally.LegitWeight);
    }

    private static MetricValue Lift(Tally tally, double ratio)
    {
        if (tally.FraudWeight == 0) return MetricValue.Undefined("there is no fraud");
        double looked = ratio * tally.TotalWeight, frauds = 0, rows = 0;
        for (int group = 0; group < tally.FraudsAbove.Length && rows < looked; group++)
        {
            double more = tally.FraudsAbove[group] - frauds, all = tally.FraudsAbove[group] + tally.LegitsAbove[group] - rows;
            if (all == 0) continue;
            double taken = Math.Min(all, looked - rows);
            frauds += more * (taken / all);
            rows += taken;
        }

        return new(frauds / tally.FraudWeight / ratio);
    }

    private static double CostPerRow(ScoredRows rows)
    {
        if (rows.Costs is not { } costs) return double.NaN;
        double sum = 0, weights = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            double weight = rows.Weights?[row] ?? 1;
            sum += weight * (rows.IsFlagged(row) ? costs.Review[row] : rows.Labels[row] ? costs.MissedFraud[row] : 0);
            weights += weight;
        }

        return sum / weights;
    }
}
