using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>Newton's method with step halving on Σ weight · log loss + L2/2 · Σ w², the bias left out; sums are in doubles.</summary>
/// <remarks>An iteration takes a pass over the rows and the square of the features per row; it doubles the digits, so that a few suffice.</remarks>
internal sealed class LogisticNewton(TrainingData data, FeatureScaling? scaling, double l2, CancellationToken cancellationToken)
{
    private readonly int _size = data.Matrix.ColumnCount + 1;

    /// <summary>Returns the weights of the (scaled) features, and last the bias.</summary>
    public double[] Fit(double tolerance, int maximumIterationCount)
    {
        var solution = new double[_size];
        double loss = Loss(solution);
        for (int iteration = 0; iteration < maximumIterationCount; iteration++)
        {
            double[] direction = Direction(solution), next = solution;
            double step = 1, nextLoss = loss;
            for (; step > 1e-10; step /= 2)
            {
                next = Moved(solution, direction, step);
                nextLoss = Loss(next);
                if (nextLoss <= loss) break;
            }

            if (nextLoss > loss) break;
            double gain = loss - nextLoss;
            (solution, loss) = (next, nextLoss);
            if (gain <= tolerance * Math.Max(1, Math.Abs(loss))) break;
        }

        return solution;
    }

    private static double[] Moved(double[] solution, double[] direction, double step)
    {
        var next = new double[solution.Length];
        for (int i = 0; i < next.Length; i++) next[i] = solution[i] - (step * direction[i]);
        return next;
    }

    private double Loss(double[] solution)
    {
        double loss = 0;
        for (int i = 0; i < _size - 1; i++) loss += l2 / 2 * solution[i] * solution[i];
        ForEachRow((row, label, weight) =>
        {
            double margin = TensorPrimitives.Dot<double>(solution, row);
            loss += weight * (Math.Max(margin, 0) - (label ? margin : 0) + double.LogP1(Math.Exp(-Math.Abs(margin))));
        });
        return loss;
    }

    /// <summary>Returns the gradient divided by the Hessian.</summary>
    private double[] Direction(double[] solution)
    {
        var gradient = new double[_size];
        var hessian = new double[_size][];
        for (int i = 0; i < _size; i++)
        {
            hessian[i] = new double[i + 1];
            if (i == _size - 1) continue;
            gradient[i] = l2 * solution[i];
            hessian[i][i] = l2;
        }

        ForEachRow((row, label, weight) =>
        {
            double p = LogOdds.ToProbability(TensorPrimitives.Dot<double>(solution, row)), curvature = weight * p * (1 - p);
            TensorPrimitives.MultiplyAdd(row, weight * (p - (label ? 1 : 0)), gradient, gradient);
            for (int i = 0; i < hessian.Length; i++) TensorPrimitives.MultiplyAdd(row[..(i + 1)], curvature * row[i], hessian[i], hessian[i]);
        });
        return Cholesky.Solve(hessian, gradient);
    }

    private void ForEachRow(RowUse use)
    {
        var row = new double[_size];
        row[^1] = 1;
        ReadOnlySpan<float> weights = data.Weights.Span;
        for (int i = 0; i < data.Matrix.RowCount; i++)
        {
            if ((i & 1023) == 0) cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<float> features = data.Matrix.Row(i);
            if (scaling is null) TensorPrimitives.ConvertTruncating(features, row.AsSpan());
            else scaling.Apply(features, row);
            use(row, data.Labels.Span[i], weights.IsEmpty ? 1 : weights[i]);
        }
    }

    private delegate void RowUse(ReadOnlySpan<double> row, bool label, double weight);
}
