namespace FraudMl;

/// <summary>Distances between the empirical distributions of two sorted samples.</summary>
internal static class EmpiricalDistance
{
    /// <summary>Returns the largest gap between the distribution functions and the area between them.</summary>
    public static (double Largest, double Area) Of(double[] first, double[] second)
    {
        double largest = 0, area = 0;
        int i = 0, j = 0;
        double at = Math.Min(first[0], second[0]);
        while (i < first.Length || j < second.Length)
        {
            double next = i == first.Length ? second[j] : j == second.Length ? first[i] : Math.Min(first[i], second[j]);
            double gap = Math.Abs((double)i / first.Length - (double)j / second.Length);
            area += gap * (next - at);
            at = next;
            while (i < first.Length && first[i] == at) i++;
            while (j < second.Length && second[j] == at) j++;
            largest = Math.Max(largest, Math.Abs((double)i / first.Length - (double)j / second.Length));
        }
        return (largest, area);
    }
}
