namespace FraudMl;

internal sealed partial class GaussianProcess
{
    private double[][] _ownSlopes = [];

    /// <summary>Predicts at columns: writes k, K⁻¹ k, and the slopes of what dimensions do together.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> at, double[] kernel, double[] solved, double[] slopes)
    {
        Covary(at, kernel, slopes, _ownSlopes);
        int n = Count, i = 0;
        for (; i + 4 <= n; i += 4)
        {
            FourSums.Dots(kernel, _factor!.Inverse(i), _factor.Inverse(i + 1), _factor.Inverse(i + 2), _factor.Inverse(i + 3),
                solved.AsSpan(i));
        }

        for (; i < n; i++) solved[i] = FourSums.Dot(_factor!.Inverse(i), kernel);
        double known = 0;
        for (i = 0; i < n; i++) known += kernel[i] * solved[i];
        return Predicted(kernel, known);
    }

    /// <summary>Predicts at columns: writes k.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> at, double[] kernel)
    {
        Covary(at, kernel, [], null);
        ReadOnlySpan<double[]> lower = _factor!.Lower;
        Span<double> whitened = stackalloc double[4];
        double known = 0;
        int i = 0;
        for (; i + 4 <= lower.Length; i += 4)
        {
            FourSums.Dots(kernel, lower[i], lower[i + 1], lower[i + 2], lower[i + 3], whitened);
            foreach (double part in whitened) known += part * part;
        }

        for (; i < lower.Length; i++) known += FourSums.Dot(lower[i], kernel) is var part ? part * part : 0;
        return Predicted(kernel, known);
    }

    /// <summary>Predicts at the columns of four points at once: what is known of the trials is fetched once for all.</summary>
    public void Predict(double[][] at, double[][] kernels, Span<(double Mean, double Deviation)> predicted)
    {
        for (int j = 0; j < 4; j++) Covary(at[j], kernels[j], [], null);
        double a = 0, b = 0, c = 0, d = 0;
        Span<double> whitened = stackalloc double[4];
        foreach (double[] row in _factor!.Lower)
        {
            FourSums.Dots(row, kernels[0].AsSpan(0, row.Length), kernels[1].AsSpan(0, row.Length), kernels[2].AsSpan(0, row.Length),
                kernels[3].AsSpan(0, row.Length), whitened);
            a += whitened[0] * whitened[0];
            b += whitened[1] * whitened[1];
            c += whitened[2] * whitened[2];
            d += whitened[3] * whitened[3];
        }

        (predicted[0], predicted[1]) = (Predicted(kernels[0], a), Predicted(kernels[1], b));
        (predicted[2], predicted[3]) = (Predicted(kernels[2], c), Predicted(kernels[3], d));
    }

    /// <summary>Returns how Σ weight · k changes along a column, where it was predicted last.</summary>
    public double Slope(int column, double at, ReadOnlySpan<double> weights, ReadOnlySpan<double> slopes)
    {
        int d = _dimensions[column];
        double together = _share * _weights[column], own = (1 - _share) / _count * _ownWeights[column], sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] * ((together * slopes[i]) + (own * _ownSlopes[d][i])) * (at - _columns[column][i]);
        return -sum;
    }

    private (double Mean, double Deviation) Predicted(double[] kernel, double known) =>
        (Mean + FourSums.Dot(kernel, Alpha), Math.Sqrt(Variance * Math.Max(1 - known, 1e-12)));

    // How the first trials covary with columns, and where asked the slopes of what dimensions do together and by themselves.
    private void Covary(ReadOnlySpan<double> at, Span<double> kernel, Span<double> slopes, double[][]? ownSlopes)
    {
        Span<double> squares = _squares.AsSpan(0, kernel.Length), part = _part.AsSpan(0, kernel.Length);
        kernel.Clear();
        squares.Clear();
        for (int c = 0; c < _columns.Length; c++) FourSums.AddSquares(squares, _weights[c], at[c], _columns[c]);
        Matern.Apply(squares, part, slopes);
        Cholesky.AddScaled(kernel, _share, part);
        for (int c = 0; c < _columns.Length;)
        {
            int d = _dimensions[c];
            squares.Clear();
            for (; c < _columns.Length && _dimensions[c] == d; c++) FourSums.AddSquares(squares, _ownWeights[c], at[c], _columns[c]);
            Matern.Apply(squares, part, ownSlopes is null ? [] : ownSlopes[d]);
            Cholesky.AddScaled(kernel, (1 - _share) / _count, part);
        }
    }
}
