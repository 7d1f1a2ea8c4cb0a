namespace FraudMl;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations (Golub and Van Loan, section 8.5).</summary>
internal static class SymmetricEigen
{
    private const int MaximumSweeps = 60;

    /// <summary>Returns the eigenvalues, largest first, and their vectors, one per row.</summary>
    /// <param name="matrix">The matrix; it is overwritten.</param>
    public static (double[] Values, double[][] Vectors) Of(double[][] matrix)
    {
        int n = matrix.Length;
        double[][] vectors = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];
        bool rotated = true;
        for (int sweep = 0; rotated && sweep < MaximumSweeps; sweep++)
        {
            rotated = false;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++) rotated |= Rotate(matrix, vectors, p, q);
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => matrix[i][i])];
        return ([.. order.Select(i => matrix[i][i])], [.. order.Select(i => vectors[i])]);
    }

    // Makes the element at (p, q) zero, unless it is so small beside its diagonal that it no longer matters. Small eigenvalues keep
    // their own digits this way.
    private static bool Rotate(double[][] a, double[][] vectors, int p, int q)
    {
        double off = a[p][q];
        if (off == 0 || off * off <= 1e-34 * Math.Abs(a[p][p] * a[q][q])) return false;
        double theta = (a[q][q] - a[p][p]) / (2 * off);
        double tangent = Math.Abs(theta) > 1e150 ? 1 / (2 * theta)
            : Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1), sine = tangent * cosine;
        (double pp, double qq) = (a[p][p] - (tangent * off), a[q][q] + (tangent * off));
        Turn(a[p], a[q], cosine, sine);
        for (int k = 0; k < a.Length; k++) (a[k][p], a[k][q]) = (a[p][k], a[q][k]);
        (a[p][p], a[q][q], a[p][q], a[q][p]) = (pp, qq, 0, 0);
        Turn(vectors[p], vectors[q], cosine, sine);
        return true;
    }

    private static void Turn(double[] x, double[] y, double cosine, double sine)
    {
        for (int i = 0; i < x.Length; i++) (x[i], y[i]) = ((cosine * x[i]) - (sine * y[i]), (sine * x[i]) + (cosine * y[i]));
    }
}
