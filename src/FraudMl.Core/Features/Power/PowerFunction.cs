using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The power transformations and how likely a power makes values normal.</summary>
internal static class PowerFunction
{
    /// <summary>Returns the transformed value.</summary>
    public static double Of(double value, double power, PowerMethod method)
    {
        if (method == PowerMethod.BoxCox) return value > 0 ? SmallLogs.Growth(power, Math.Log(value)) : double.NaN;
        double log = SmallLogs.Log1p(Math.Abs(value));
        return value < 0 ? -SmallLogs.Growth(2 - power, log) : SmallLogs.Growth(power, log);
    }

    /// <summary>Returns the power of the largest likelihood; 1, which only shifts values, where they are constant.</summary>
    public static double Fit(double[] values, PowerMethod method)
    {
        var likelihood = new Likelihood(values, method);
        if (!(likelihood.Variance(1) > 0)) return 1;
        double power = Brent.Minimum(candidate => -likelihood.Of(candidate), -2, 2);
        return likelihood.Variance(power) is > 0 and < double.PositiveInfinity ? power : 1;
    }

    /// <summary>Returns the logarithm of the likelihood of a power.</summary>
    public static double LogLikelihood(double[] values, double power, PowerMethod method) => new Likelihood(values, method).Of(power);

    // Values are kept as the logarithms that every power begins with, those of negative values apart.
    private sealed class Likelihood
    {
        private readonly double[] _logs;
        private readonly double[] _scratch;
        private readonly int _negativeCount;
        private readonly double _logSum;

        public Likelihood(double[] values, PowerMethod method)
        {
            double[] negative = method == PowerMethod.BoxCox ? [] : [.. values.Where(value => value < 0).Select(value => SmallLogs.Log1p(-value))];
            double[] others = method == PowerMethod.BoxCox
                ? Array.ConvertAll(values, Math.Log)
                : [.. values.Where(value => value >= 0).Select(SmallLogs.Log1p)];
            _logs = [.. negative, .. others];
            _scratch = new double[_logs.Length];
            _negativeCount = negative.Length;
            _logSum = others.Sum() - negative.Sum();
        }

        public double Of(double power) => (-_logs.Length / 2.0 * Math.Log(Variance(power))) + ((power - 1) * _logSum);

        public double Variance(double power)
        {
            Growth(2 - power, _logs.AsSpan(0, _negativeCount), _scratch.AsSpan(0, _negativeCount));
            Growth(power, _logs.AsSpan(_negativeCount), _scratch.AsSpan(_negativeCount));
            double sum = 0, squares = 0;
            for (int i = 0; i < _scratch.Length; i++) sum += i < _negativeCount ? -_scratch[i] : _scratch[i];
            double mean = sum / _scratch.Length;
            for (int i = 0; i < _scratch.Length; i++)
            {
                double distance = (i < _negativeCount ? -_scratch[i] : _scratch[i]) - mean;
                squares += distance * distance;
            }

            return squares / _scratch.Length;
        }

        // What SmallLogs.Growth does, with exponentials by whole vectors.
        private static void Growth(double rate, ReadOnlySpan<double> logs, Span<double> result)
        {
            if (Math.Abs(rate) < 1e-6)
            {
                for (int i = 0; i < logs.Length; i++) result[i] = SmallLogs.Growth(rate, logs[i]);
                return;
            }

            TensorPrimitives.Multiply(logs, rate, result);
            TensorPrimitives.Exp(result, result);
            TensorPrimitives.Subtract(result, 1, result);
            TensorPrimitives.Divide(result, rate, result);
        }
    }
}
