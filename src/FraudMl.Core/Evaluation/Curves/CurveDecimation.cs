namespace FraudMl;

/// <summary>Thins a curve for plotting: points are kept at equal steps along its length, both ends always.</summary>
internal static class CurveDecimation
{
    public static int[] Pick(int count, int atMost, Func<int, double> x, Func<int, double> y)
    {
        if (count <= atMost) return [.. Enumerable.Range(0, count)];
        double length = 0;
        for (int i = 1; i < count; i++) length += Step(i, x, y);
        List<int> kept = [0];
        double step = length / (atMost - 1), walked = 0;
        for (int i = 1; i < count - 1 && kept.Count < atMost - 1; i++)
        {
            walked += Step(i, x, y);
            if (walked < step * kept.Count) continue;
            kept.Add(i);
        }
        kept.Add(count - 1);
        return [.. kept];
    }

    private static double Step(int i, Func<int, double> x, Func<int, double> y) => Math.Abs(x(i) - x(i - 1)) + Math.Abs(y(i) - y(i - 1));
}
