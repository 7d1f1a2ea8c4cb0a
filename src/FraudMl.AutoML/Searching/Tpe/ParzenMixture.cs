using System.Numerics;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>A density made of a kernel for the prior and one for each trial, products over the dimensions of a group.</summary>
internal sealed class ParzenMixture(EncodedSpace space, int[] dimensions, double priorWeight)
{
    // Trials older than the last so many weigh less and less.
    private const int FullWeightCount = 25;

    private readonly ParzenAxis[] _axes = [.. dimensions.Select(d => new ParzenAxis(space.Dimensions[d], d))];
    private readonly List<(int Trial, double[] Point)> _trials = [];
    private readonly double[][] _work = new double[FourNormals.Count][];
    private double[] _weights = [], _constants = [];
    private double _weightSum;

    /// <summary>Fits the kernels to the trials that have these dimensions, in the order they were proposed; those that had one before
    /// keep it.</summary>
    public void Fit(double[]?[] points, int[] trials)
    {
        int kept = 0;
        foreach (int trial in trials)
        {
            double[] point = points[trial]!;
            while (kept < _trials.Count && !MayStay(kept, trial, point)) Remove(kept);
            if (kept == _trials.Count || _trials[kept].Trial != trial)
            {
                if (double.IsNaN(point[dimensions[0]])) continue;
                _trials.Insert(kept, (trial, point));
                foreach (ParzenAxis axis in _axes) axis.Insert(kept + 1, point);
            }

            kept++;
        }

        while (_trials.Count > kept) Remove(_trials.Count - 1);
        int count = _trials.Count + 1;
        if (_weights.Length < count)
        {
            (_weights, _constants) = (new double[2 * count], new double[2 * count]);
            for (int i = 0; i < _work.Length; i++) _work[i] = new double[2 * count];
        }

        _weightSum = Weigh(_weights.AsSpan(0, count), priorWeight);
        for (int k = 0; k < count; k++) _constants[k] = Math.Log(_weights[k] / _weightSum);
        foreach (ParzenAxis axis in _axes) axis.Fit(priorWeight, _constants.AsSpan(0, count));
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

    // It is this trial, as it was, or a later one.
    private bool MayStay(int at, int trial, double[] point)
    {
        (int known, double[] was) = _trials[at];
        return known == trial ? was == point || was.AsSpan().SequenceEqual(point) : known > trial;
    }

    private void Remove(int at)
    {
        _trials.RemoveAt(at);
        foreach (ParzenAxis axis in _axes) axis.Remove(at + 1);
    }

    private static double LogSum(Span<double> logs)
    {
        double largest = Largest(logs);
        Subtract(logs, largest);
        VectorExp.Apply(logs);
        return largest + Math.Log(FourSums.Of(logs));
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
}
