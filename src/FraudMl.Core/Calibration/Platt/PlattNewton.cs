namespace FraudMl;

/// <summary>Newton's method with step halving on the weighted cross entropy to Platt's targets (Lin, Lin and Weng 2007).</summary>
internal static class PlattNewton
{
    private const int MaxIterations = 100;

    public static PlattCalibration Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double[] targets = SmoothedTargets(labels, weights);
        (double slope, double intercept) = Regress(margins, targets, weights);
        return new(slope, intercept);
    }

    /// <summary>Returns (frauds + 1) / (frauds + 2) for frauds and 1 / (others + 2) for the others (Platt 1999).</summary>
    public static double[] SmoothedTargets(ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double frauds = 0, legits = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i]) frauds += weights[i];
            else legits += weights[i];
        }
        double fraudTarget = (frauds + 1) / (frauds + 2), legitTarget = 1 / (legits + 2);
        var targets = new double[labels.Length];
        for (int i = 0; i < targets.Length; i++) targets[i] = labels[i] ? fraudTarget : legitTarget;
        return targets;
    }

    /// <summary>Returns the logistic regression of targets in [0, 1] on margins.</summary>
    public static (double Slope, double Intercept) Regress(ReadOnlySpan<double> margins, double[] targets, ReadOnlySpan<double> weights)
    {
        double total = 0, hits = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            total += weights[i];
            hits += weights[i] * targets[i];
        }
        (double shift, double scale) = Standardization(margins, weights, total);
        if (scale == 0) return (0, LogOdds.Of(hits / total));
        var scaled = new double[margins.Length];
        for (int i = 0; i < scaled.Length; i++) scaled[i] = (margins[i] - shift) / scale;
        (double slope, double intercept) = Minimize(scaled, targets, weights, LogOdds.Of(hits / total));
        return (slope / scale, intercept - slope * shift / scale);
    }

    private static (double Slope, double Intercept) Minimize(double[] margins, double[] targets, ReadOnlySpan<double> weights, double start)
    {
        double slope = 0, intercept = start, loss = Loss(margins, targets, weights, slope, intercept);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            (double slopeStep, double interceptStep) = NewtonStep(margins, targets, weights, slope, intercept);
            // Newton's method squares the error: after so small a step nothing is left to gain, and the loss could not tell.
            if (Math.Abs(slopeStep) <= 1e-8 * (1 + Math.Abs(slope)) && Math.Abs(interceptStep) <= 1e-8 * (1 + Math.Abs(intercept)))
                return (slope - slopeStep, intercept - interceptStep);
            // The rounding of a sum over millions of rows must not look like a rise.
            double step = 1, next, worst = loss * (1 + 1e-11);
            while ((next = Loss(margins, targets, weights, slope - step * slopeStep, intercept - step * interceptStep)) > worst && step > 1e-10) step /= 2;
            if (next > worst) break;
            (slope, intercept) = (slope - step * slopeStep, intercept - step * interceptStep);
            loss = next;
        }
        return (slope, intercept);
    }

    private static (double Slope, double Intercept) NewtonStep(
        double[] margins, double[] targets, ReadOnlySpan<double> weights, double slope, double intercept)
    {
        double g1 = 0, g0 = 0, h11 = 0, h10 = 0, h00 = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double p = LogOdds.ToProbability(slope * margins[i] + intercept);
            double error = weights[i] * (p - targets[i]), curvature = weights[i] * p * (1 - p);
            g1 += error * margins[i];
            g0 += error;
            h11 += curvature * margins[i] * margins[i];
            h10 += curvature * margins[i];
            h00 += curvature;
        }
        // Margins of rows that all but have no weight leave the slope free; the ridge keeps it where it started.
        double ridge = 1e-12 * (h11 + h00) + double.Epsilon;
        h11 += ridge;
        double determinant = h11 * h00 - h10 * h10;
        return ((h00 * g1 - h10 * g0) / determinant, (h11 * g0 - h10 * g1) / determinant);
    }

    private static double Loss(double[] margins, double[] targets, ReadOnlySpan<double> weights, double slope, double intercept)
    {
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double z = slope * margins[i] + intercept;
            sum += weights[i] * (Math.Max(z, 0) - targets[i] * z + SmallLogs.SoftplusTail(z));
        }
        return sum;
    }

    /// <summary>
    /// Newton's method converges alike for every unit once the margins have mean 0 and spread 1; the scale of a constant margin is 0.
    /// </summary>
    private static (double Shift, double Scale) Standardization(ReadOnlySpan<double> margins, ReadOnlySpan<double> weights, double total)
    {
        double mean = 0, variance = 0;
        for (int i = 0; i < margins.Length; i++) mean += weights[i] / total * margins[i];
        for (int i = 0; i < margins.Length; i++) variance += weights[i] / total * (margins[i] - mean) * (margins[i] - mean);
        double deviation = Math.Sqrt(variance);
        if (!double.IsFinite(deviation)) return (mean, Largest(margins, mean));
        // Less is what rounding leaves of a constant margin.
        return (mean, deviation > 1e-10 * Math.Abs(mean) ? deviation : 0);
    }

    private static double Largest(ReadOnlySpan<double> margins, double mean)
    {
        double largest = 1;
        foreach (double margin in margins) largest = Math.Max(largest, Math.Abs(margin - mean));
        return largest;
    }
}
