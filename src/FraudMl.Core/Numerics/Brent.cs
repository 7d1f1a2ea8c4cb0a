namespace FraudMl;

/// <summary>Finds the minimum of a smooth function of one number without derivatives (Brent 1973, chapter 5).</summary>
internal static class Brent
{
    private const double Golden = 0.3819660112501051;
    private const double Tolerance = 1.48e-8;

    /// <summary>Returns the place of a minimum; two numbers say where to begin. NaN counts as larger than anything.</summary>
    public static double Minimum(Func<double, double> function, double first, double second)
    {
        double Of(double x) => function(x) is var y && double.IsNaN(y) ? double.PositiveInfinity : y;
        (double low, double middle, double high) = Bracket(Of, first, second);
        return Search(Of, Math.Min(low, high), middle, Math.Max(low, high));
    }

    // Walks downhill in growing steps until the function rises again.
    private static (double A, double B, double C) Bracket(Func<double, double> function, double a, double b)
    {
        (double atA, double atB) = (function(a), function(b));
        if (atA < atB) (a, b, atA, atB) = (b, a, atB, atA);
        double c = b + (1.618034 * (b - a));
        double atC = function(c);
        for (int step = 0; step < 60 && atC < atB; step++)
        {
            (a, b, atB) = (b, c, atC);
            c = b + (1.618034 * (b - a));
            atC = function(c);
        }

        return (a, b, c);
    }

    private static double Search(Func<double, double> function, double low, double best, double high)
    {
        (double second, double third) = (best, best);
        double atBest = function(best), atSecond = atBest, atThird = atBest;
        (double step, double before) = (0, 0);
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2, near = (Tolerance * Math.Abs(best)) + 1e-11;
            if (Math.Abs(best - middle) <= (2 * near) - ((high - low) / 2)) break;

            // A parabola through the three best points, taken if it stays inside and converges; else the golden section.
            double r = (best - second) * (atBest - atThird), q = (best - third) * (atBest - atSecond);
            double p = ((best - third) * q) - ((best - second) * r);
            q = 2 * (q - r);
            if (q > 0) p = -p;
            q = Math.Abs(q);
            bool isParabola = Math.Abs(before) > near && Math.Abs(p) < Math.Abs(q * before / 2) && p > q * (low - best)
                && p < q * (high - best);
            (before, step) = isParabola
                ? (step, p / q)
                : (best < middle ? high - best : low - best, Golden * (best < middle ? high - best : low - best));
            double x = Math.Abs(step) >= near ? best + step : best + Math.CopySign(near, step);
            double at = function(x);
            if (at <= atBest)
            {
                if (x < best) high = best;
                else low = best;
                (third, atThird, second, atSecond, best, atBest) = (second, atSecond, best, atBest, x, at);
            }
            else
            {
                if (x < best) low = x;
                else high = x;
                if (at <= atSecond || second == best) (third, atThird, second, atSecond) = (second, atSecond, x, at);
                else if (at <= atThird || third == best || third == second) (third, atThird) = (x, at);
            }
        }

        return best;
    }
}
