using System.Numerics;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>A density made of a kernel for the prior and one for each trial, products over the dimensions of a group.</summary>
internal sealed class ParzenMixture(EncodedSpace space, int[] dimensions, double priorWeight)
{
    // Trials older than the last so many weigh less and less.
    private const int FullWeightCount = 25;

    private readonly ParzenAxis[] _axes = [.. dimensions.Select(d => new ParzenAxis(space.Dimensions[d], d))];
    private readonly List<int> _trials = [];
    private int[] _kernels = [];
    private readonly double[][] _work = new double[FourNormals.Count][];
    private double[] _weights = [], _constants = [];
    private double _weightSum;

    /// <summary>Fits the kernels to the trials that have these dimensions, in the order they were proposed.</summary>
    public void Fit(double[]?[] points, int[] trials, TrialOrder order)
    {
        _trials.Clear();
        if (_kernels.Length < points.Length) _kernels = new int[2 * points.Length];
        _kernels.AsSpan().Clear();
        foreach (int trial in trials)
        {
            if (double.IsNaN(points[trial]![dimensions[0]])) continue;
            _trials.Add(trial);
            _kernels[trial] = _trials.Count;
        }

        int count = _trials.Count + 1;
        if (_weights.Length < count)
        {
            (_weights, _constants) = (new double[2 * count], new double[2 * count]);
            for (int i = 0; i < _work.Length; i++) _work[i] = new double[2 * count];
        }

        _weightSum = Weigh(_weights.AsSpan(0, count), priorWeight);
        for (int k = 0; k < count; k++) _constants[k] = Math.Log(_weights[k] / _weightSum);
        foreach (ParzenAxis axis in _axes) axis.Fit(points, CollectionsMarshal.AsSpan(_trials), _kernels, order, priorWeight, _constants);
    }

    /// <summary>Draws a point: a kernel by its weight, then each coordinate from it.</summary>
    public void Draw(Random random, double[] candidate)
    {
        double left = random.NextDouble() * _weightSum;
        int kernel = 0;
        while (kernel < _trials.Count && (left -= _weights[kernel]) >= 0) kernel++;
        for (int j = 0; j < candidate.Length; j++) candidate[j] = _axes[j].Draw(kernel, random);
    }

    /// <summary>Writes the logarithm of the density at each of some points, a multiple of four.</summary>
    public void LogDensities(double[][] candidates, Span<double> densities)
    {
        int count = _trials.Count + 1;
        for (int first = 0; first < candidates.Length; first += FourNormals.Count)
        {
            ReadOnlySpan<double[]> four = candidates.AsSpan(first, FourNormals.Count);
            foreach (double[] work in _work) _constants.AsSpan(0, count).CopyTo(work);
            for (int j = 0; j < _axes.Length; j++)
            {
                int end = j;
                while (end < _axes.Length && _axes[end].IsSmooth) end++;
                if (end > j) FourNormals.Add(_axes.AsSpan(j..end), four, j, _work, count);
                for (int i = 0; i < _work.Length && end == j; i++) _axes[j].AddLog(four[i][j], _work[i].AsSpan(0, count));
                j = Math.Max(j, end - 1);
            }

            for (int i = 0; i < _work.Length; i++) densities[first + i] = LogSum(_work[i].AsSpan(0, count));
        }
    }

    private static double LogSum(Span<double> logs)
    {
        double largest = Largest(logs);
        Subtract(logs, largest);
        VectorExp.Apply(logs);
        return largest + Math.Log(Sum(logs));
    }

    private static double Largest(Span<double> values)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var lanes = new Vector<double>(double.NegativeInfinity);
        foreach (Vector<double> vector in vectors) lanes = Vector.Max(lanes, vector);
        double largest = double.NegativeInfinity;
        for (int lane = 0; lane < Vector<double>.Count; lane++) largest = Math.Max(largest, lanes[lane]);
        for (int k = vectors.Length * Vector<double>.Count; k < values.Length; k++) largest = Math.Max(largest, values[k]);
        return largest;
    }

    private static void Subtract(Span<double> values, double number)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var numbers = new Vector<double>(number);
        foreach (ref Vector<double> vector in vectors) vector -= numbers;
        for (int k = vectors.Length * Vector<double>.Count; k < values.Length; k++) values[k] -= number;
    }

    private static double Weigh(Span<double> weights, double priorWeight)
    {
        int count = weights.Length - 1, ramp = count - FullWeightCount;
        double sum = weights[0] = priorWeight;
        for (int k = 0; k < count; k++)
        {
            double weight = k >= ramp ? 1 : ramp == 1 ? 1.0 / count : (1.0 / count) + ((1 - (1.0 / count)) * k / (ramp - 1));
            sum += weights[k + 1] = weight;
        }

        return sum;
    }

    // Four sums side by side, always the same four.
    private static double Sum(Span<double> values)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int k = 0;
        for (; k + 3 < values.Length; k += 4) (a, b, c, d) = (a + values[k], b + values[k + 1], c + values[k + 2], d + values[k + 3]);
        for (; k < values.Length; k++) a += values[k];
        return a + b + (c + d);
    }
}
