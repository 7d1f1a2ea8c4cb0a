namespace FraudMl;

internal static class SmoothedBootstrap
{
    /// <summary>Returns the factor that turns a column's standard deviation into its bandwidth.</summary>
    public static double Factor(double shrinkage, int columns, int rows) =>
        shrinkage * Math.Pow(4 / ((columns + 2.0) * rows), 1 / (columns + 4.0));

    /// <summary>Returns the population standard deviation of each column over some rows.</summary>
    public static double[] Deviations(FeatureMatrix matrix, int[] rows)
    {
        double[] means = Means(matrix, rows, (value, _) => value);
        return Array.ConvertAll(Means(matrix, rows, (value, column) => Math.Pow(value - means[column], 2)), Math.Sqrt);
    }

    private static double[] Means(FeatureMatrix matrix, int[] rows, Func<double, int, double> value)
    {
        var sums = new double[matrix.ColumnCount];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> values = matrix.Row(row);
            for (int column = 0; column < sums.Length; column++) sums[column] += value(values[column], column);
        }

        return Array.ConvertAll(sums, sum => sum / rows.Length);
    }
}
