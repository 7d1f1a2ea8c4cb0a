namespace FraudMl;

/// <summary>Metrics of the order of the scores. Tied scores enter together, so no result depends on row order.</summary>
internal static class RankingMetrics
{
    /// <summary>Sum over distinct scores, descending, of the recall gained times the precision there.</summary>
    public static MetricValue AveragePrecision(Tally tally)
    {
        if (tally.FraudWeight == 0) return MetricValue.Undefined("there is no fraud");
        double sum = 0, before = 0;
        for (int group = 0; group < tally.FraudsAbove.Length; group++)
        {
            double frauds = tally.FraudsAbove[group];
            if (frauds > before) sum += (frauds - before) * (frauds / (frauds + tally.LegitsAbove[group]));
            before = frauds;
        }
        return new(sum / tally.FraudWeight);
    }

    /// <summary>The probability that a fraud scores above a legitimate row, ties counting half.</summary>
    public static MetricValue RocAuc(Tally tally) =>
        HasOneClass(tally) ? MetricValue.Undefined(MetricValue.OneClass) : new(Area(tally, double.PositiveInfinity));

    public static MetricValue Gini(Tally tally)
    {
        MetricValue auc = RocAuc(tally);
        return auc.IsDefined ? new(2 * auc.Value - 1) : auc;
    }

    /// <summary>Trapezoids from the lowest precision at one recall to the highest at the next (Boyd, Eng and Page 2013).</summary>
    public static MetricValue LowerTrapezoid(Tally tally)
    {
        if (tally.FraudWeight == 0) return MetricValue.Undefined("there is no fraud");
        double sum = 0, frauds = 0, lowest = double.NaN;
        for (int group = 0; group < tally.FraudsAbove.Length; group++)
        {
            double above = tally.FraudsAbove[group], rows = above + tally.LegitsAbove[group];
            if (rows == 0) continue;
            double precision = above / rows;
            // Before the first fraud there may be no row, and so no precision: the trapezoid begins where it ends.
            if (above > frauds) sum += (above - frauds) * ((double.IsNaN(lowest) ? precision : lowest) + precision) / 2;
            (frauds, lowest) = (above, precision);
        }
        return new(sum / tally.FraudWeight);
    }

    /// <summary>The area up to a false positive rate, scaled to 0.5 for chance and 1 for perfect (McClish 1989).</summary>
    public static MetricValue PartialRocAuc(Tally tally, double maxFpr)
    {
        if (HasOneClass(tally)) return MetricValue.Undefined(MetricValue.OneClass);
        double lowest = maxFpr * maxFpr / 2;
        return new(0.5 * (1 + (Area(tally, maxFpr) - lowest) / (maxFpr - lowest)));
    }

    /// <summary>The largest distance between the score distributions of the two classes.</summary>
    public static MetricValue KolmogorovSmirnov(Tally tally)
    {
        if (HasOneClass(tally)) return MetricValue.Undefined(MetricValue.OneClass);
        double largest = 0;
        for (int group = 0; group < tally.FraudsAbove.Length; group++)
        {
            double distance = tally.FraudsAbove[group] / tally.FraudWeight - tally.LegitsAbove[group] / tally.LegitWeight;
            largest = Math.Max(largest, Math.Abs(distance));
        }
        return new(largest);
    }

    /// <summary>The largest recall of a threshold whose false positive rate keeps the limit; no interpolation.</summary>
    public static MetricValue RecallAtFpr(Tally tally, double limit)
    {
        if (HasOneClass(tally)) return MetricValue.Undefined(MetricValue.OneClass);
        double recall = 0;
        for (int group = 0; group < tally.FraudsAbove.Length
            && Shares.IsWithin(tally.LegitsAbove[group], limit, tally.LegitWeight); group++)
            recall = tally.FraudsAbove[group] / tally.FraudWeight;
        return new(recall);
    }

    /// <summary>The frauds expected among the first rows when tied rows come in random order.</summary>
    public static double ExpectedFrauds(Tally tally, double count)
    {
        double above = 0, fraudsAbove = 0;
        for (int group = 0; group < tally.FraudsAbove.Length; group++)
        {
            double frauds = tally.FraudsAbove[group], rows = frauds + tally.LegitsAbove[group];
            if (rows >= count) return fraudsAbove + (count - above) * ((frauds - fraudsAbove) / (rows - above));
            (above, fraudsAbove) = (rows, frauds);
        }
        return fraudsAbove;
    }

    public static MetricValue PrecisionAtTop(Tally tally, int count)
    {
        if (tally.Rows.IsWeighted) return MetricValue.Undefined("the rows are weighted");
        double rows = Math.Min(count, tally.TotalWeight);
        return new(ExpectedFrauds(tally, rows) / rows);
    }

    public static MetricValue RecallAtTop(Tally tally, int count)
    {
        if (tally.Rows.IsWeighted) return MetricValue.Undefined("the rows are weighted");
        return MetricValue.Ratio(ExpectedFrauds(tally, Math.Min(count, tally.TotalWeight)), tally.FraudWeight, "there is no fraud");
    }

    private static bool HasOneClass(Tally tally) => tally.FraudWeight == 0 || tally.LegitWeight == 0;

    private static double Area(Tally tally, double maxFpr)
    {
        double area = 0, recall = 0, fpr = 0;
        for (int group = 0; group < tally.FraudsAbove.Length; group++)
        {
            double nextRecall = tally.FraudsAbove[group] / tally.FraudWeight, nextFpr = tally.LegitsAbove[group] / tally.LegitWeight;
            if (nextFpr > maxFpr)
            {
                double edge = recall + (nextRecall - recall) * ((maxFpr - fpr) / (nextFpr - fpr));
                return area + (maxFpr - fpr) * (recall + edge) / 2;
            }
            area += (nextFpr - fpr) * (recall + nextRecall) / 2;
            (recall, fpr) = (nextRecall, nextFpr);
        }
        return area;
    }
}
