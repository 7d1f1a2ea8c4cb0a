namespace FraudMl;

/// <summary>Thins a curve for plotting: points are kept at equal steps along its length, both ends always.</summary>
internal static class CurveDecimation
{
    public static int[] Pick(int count, int atMost, Func<int, double> x, Func<int, double> y)
    {
        if (count <= atMost) return [.. Enumerable.Range(0, count)];
        var walk = new double[count];
        (double lastX, double lastY) = (x(0), y(0));
        for (int i = 1; i < count; i++)
        {
            (double nextX, double nextY) = (x(i), y(i));
            walk[i] = walk[i - 1] + Math.Abs(nextX - lastX) + Math.Abs(nextY - lastY);
            (lastX, lastY) = (nextX, nextY);
        }
        List<int> kept = [0];
        double step = walk[^1] / (atMost - 1);
        for (int i = 1; i < count - 1 && kept.Count < atMost - 1; i++)
        {
            if (walk[i] < step * kept.Count) continue;
            kept.Add(i);
        }
        kept.Add(count - 1);
        return [.. kept];
    }
}
