namespace FraudMl;

/// <summary>The one definition of a distance: squares in double, added column by column, so its bits depend on nothing but the two rows.</summary>
internal static class ExactDistance
{
    public static double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int column = 0; column < a.Length; column++)
        {
            double difference = (double)a[column] - b[column];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>The distance over the columns that both rows have, scaled up to all of them; infinite when they share none.</summary>
    public static double SquaredOfPresent(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        int present = 0;
        for (int column = 0; column < a.Length; column++)
        {
            double difference = (double)a[column] - b[column];
            if (double.IsNaN(difference)) continue;
            sum += difference * difference;
            present++;
        }

        return present == 0 ? double.PositiveInfinity : sum * ((double)a.Length / present);
    }
}
