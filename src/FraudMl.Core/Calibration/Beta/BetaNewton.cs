namespace FraudMl;

/// <summary>Logistic regression on two features by Newton's method with step halving.</summary>
internal static class BetaNewton
{
    private const int MaxIterations = 200;

    public static (double A, double B, double C) Regress(double[] x, double[] y, double[] targets, double[] weights)
    {
        // From the logistic curve itself, which a = b = 1, c = 0 is; where the margins are so far from it that it is flat there, from the share of frauds.
        if (Minimize(x, y, targets, weights, [1, 1, 0]) is not { } at)
        {
            double rate = targets.Zip(weights, (target, weight) => target * weight).Sum() / weights.Sum();
            double[] start = [0, 0, LogOdds.Of(rate)];
            at = Minimize(x, y, targets, weights, start) ?? start;
        }

        return (at[0], at[1], at[2]);
    }

    // Null where not even the first step goes down.
    private static double[]? Minimize(double[] x, double[] y, double[] targets, double[] weights, double[] at)
    {
        double loss = Loss(x, y, targets, weights, at);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double[] step = Step(x, y, targets, weights, at);
            double length = 1, worst = loss * (1 + 1e-11), next;
            while (!((next = Loss(x, y, targets, weights, Moved(at, step, length))) <= worst) && length > 1e-10) length /= 2;
            if (!(next <= worst)) return iteration > 0 ? at : null;
            (at, loss) = (Moved(at, step, length), next);
            if (step.Zip(at, (move, value) => Math.Abs(move) <= 1e-10 * (1 + Math.Abs(value))).All(small => small)) break;
        }

        return at;
    }

    private static double[] Moved(double[] at, double[] step, double length) => [.. at.Zip(step, (value, move) => value - length * move)];

    private static double Loss(double[] x, double[] y, double[] targets, double[] weights, double[] at)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = at[0] * x[i] + at[1] * y[i] + at[2];
            sum += weights[i] * (BetaCalibration.Softplus(z) - targets[i] * z);
        }
        return sum;
    }

    private static double[] Step(double[] x, double[] y, double[] targets, double[] weights, double[] at)
    {
        double[] gradient = new double[3], features = [0, 0, 1];
        double[][] curvature = [[0], [0, 0], [0, 0, 0]];
        for (int i = 0; i < x.Length; i++)
        {
            (features[0], features[1]) = (x[i], y[i]);
            double p = LogOdds.ToProbability(at[0] * x[i] + at[1] * y[i] + at[2]), error = weights[i] * (p - targets[i]), bend = weights[i] * p * (1 - p);
            for (int row = 0; row < 3; row++)
            {
                gradient[row] += error * features[row];
                for (int column = 0; column <= row; column++) curvature[row][column] += bend * features[row] * features[column];
            }
        }
        return Cholesky.Solve(curvature, gradient);
    }
}
