namespace FraudMl;

internal static class SymmetricEigenvectors
{
    private const int MaximumSweepCount = 30;

    /// <summary>Returns eigenvectors as columns and their eigenvalues, by Jacobi's rotations; the matrix is overwritten.</summary>
    public static (double[,] Vectors, double[] Values) Of(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        var vectors = new double[size, size];
        for (int i = 0; i < size; i++) vectors[i, i] = 1;
        for (int sweep = 0; sweep < MaximumSweepCount && !IsDiagonal(matrix); sweep++)
        {
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++) Rotate(matrix, vectors, p, q);
            }
        }

        return (vectors, [.. Enumerable.Range(0, size).Select(i => matrix[i, i])]);
    }

    private static bool IsDiagonal(double[,] matrix)
    {
        double off = 0, on = 0;
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            on += Math.Abs(matrix[i, i]);
            for (int j = 0; j < i; j++) off += Math.Abs(matrix[i, j]);
        }

        return off <= 1e-9 * on;
    }

    private static void Rotate(double[,] matrix, double[,] vectors, int p, int q)
    {
        if (matrix[p, q] == 0) return;
        double ratio = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        double tangent = Math.CopySign(1 / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio))), ratio);
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent)), sine = tangent * cosine;
        int size = matrix.GetLength(0);
        for (int i = 0; i < size; i++) (matrix[i, p], matrix[i, q]) = Turn(matrix[i, p], matrix[i, q], cosine, sine);
        for (int i = 0; i < size; i++) (matrix[p, i], matrix[q, i]) = Turn(matrix[p, i], matrix[q, i], cosine, sine);
        for (int i = 0; i < size; i++) (vectors[i, p], vectors[i, q]) = Turn(vectors[i, p], vectors[i, q], cosine, sine);
    }

    private static (double First, double Second) Turn(double first, double second, double cosine, double sine) =>
        ((cosine * first) - (sine * second), (sine * first) + (cosine * second));
}
