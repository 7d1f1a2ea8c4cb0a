namespace FraudMl;

/// <summary>Keeps a column unless it follows one that is kept already.</summary>
internal static class CorrelationRule
{
    public static (double[] Scores, bool[] Kept) Choose(SelectionRows rows, SelectUncorrelatedOptions options)
    {
        int count = rows.Columns.Count;
        (double[] scores, bool[] kept) = (new double[count], new bool[count]);
        var stays = new List<double[]>();
        for (int column = 0; column < count; column++)
        {
            double[] values = rows.Values(column);
            foreach (double[] other in stays)
            {
                double correlation = Math.Abs(Pearson(values, other));
                if (correlation > scores[column]) scores[column] = correlation;
            }

            kept[column] = scores[column] <= options.MaximumCorrelation;
            if (kept[column]) stays.Add(values);
        }

        return (scores, kept);
    }

    /// <summary>Returns the correlation over the rows where both are there; NaN where one is constant.</summary>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double sumX, double sumY, int count) = (0, 0, 0);
        for (int row = 0; row < x.Length; row++)
        {
            if (double.IsNaN(x[row]) || double.IsNaN(y[row])) continue;
            sumX += x[row];
            sumY += y[row];
            count++;
        }

        (double meanX, double meanY, double xx, double yy, double xy) = (sumX / count, sumY / count, 0, 0, 0);
        for (int row = 0; row < x.Length; row++)
        {
            if (double.IsNaN(x[row]) || double.IsNaN(y[row])) continue;
            (double dx, double dy) = (x[row] - meanX, y[row] - meanY);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return xy / Math.Sqrt(xx * yy);
    }
}
