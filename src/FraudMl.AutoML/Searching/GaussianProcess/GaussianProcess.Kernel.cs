namespace FraudMl;

internal sealed partial class GaussianProcess
{
    // The rows from the diagonal on; what they are made of is kept for the gradient.
    private double[][] Kernel(bool isKept)
    {
        double[][] kernel = [.. Enumerable.Range(0, Count).Select(i => new double[Count - i])];
        if (isKept) _parts.Resize(Count, _count);
        for (int i = 0; i < Count; i++)
        {
            Span<double> row = kernel[i], squares = _squares.AsSpan(i), part = isKept ? _parts.Together(i) : _part.AsSpan(i);
            squares.Clear();
            for (int c = 0; c < _columns.Length; c++) FourSums.AddSquares(squares, _weights[c], _columns[c][i], _columns[c].AsSpan(i));
            Matern.Apply(squares, part, isKept ? _parts.Slopes(_count, i) : []);
            Cholesky.AddScaled(row, _share, part);
            part = _part.AsSpan(i);
            for (int c = 0; c < _columns.Length;)
            {
                int d = _dimensions[c];
                squares.Clear();
                for (; c < _columns.Length && _dimensions[c] == d; c++)
                    FourSums.AddSquares(squares, _ownWeights[c], _columns[c][i], _columns[c].AsSpan(i));
                Matern.Apply(squares, part, isKept ? _parts.Slopes(d, i) : []);
                Cholesky.AddScaled(row, (1 - _share) / _count, part);
            }

            if (isKept) row.CopyTo(_parts.Full(i));
        }

        return kernel;
    }

    private void Differentiate(double[][] byKernel, double noise, double[] gradient)
    {
        Array.Clear(gradient);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> row = byKernel[i];
            gradient[(2 * _count) + 1] += 0.5 * noise * row[0];
            // ∂K/∂share = (together − K) / (1 − share), and the logit's slope is share (1 − share).
            gradient[2 * _count] += _share
                * (FourSums.Dot(row[1..], _parts.Together(i)[1..]) - FourSums.Dot(row[1..], _parts.Full(i)[1..]));
            for (int c = 0; c < _columns.Length; c++)
            {
                int d = _dimensions[c];
                ReadOnlySpan<double> column = _columns[c].AsSpan(i);
                (double together, double own) =
                    FourSums.Squares(row, _parts.Slopes(_count, i), _parts.Slopes(d, i), column[0], column);
                gradient[d] += _share * _weights[c] * together;
                gradient[_count + d] += (1 - _share) / _count * _ownWeights[c] * own;
            }
        }
    }
}
