namespace FraudMl;

/// <summary>The constants of Hansen's tutorial (arXiv 1604.00772, table 1) for n parameters and a population of λ.</summary>
internal sealed class CmaConstants
{
    public CmaConstants(int n, int lambda)
    {
        double[] raw = [.. Enumerable.Range(1, lambda).Select(i => Math.Log((lambda + 1) / 2.0) - Math.Log(i))];
        double[] positive = [.. raw.Where(weight => weight > 0)], negative = [.. raw.Where(weight => weight <= 0)];
        MuEff = Square(positive.Sum()) / positive.Sum(Square);
        double negativeMuEff = Square(negative.Sum()) / negative.Sum(Square);
        StepRate = (MuEff + 2) / (n + MuEff + 5);
        StepDamping = 1 + (2 * Math.Max(0, Math.Sqrt((MuEff - 1) / (n + 1)) - 1)) + StepRate;
        PathRate = (4 + (MuEff / n)) / (n + 4 + (2 * MuEff / n));
        RankOne = 2 / (Square(n + 1.3) + MuEff);
        RankMu = Math.Min(1 - RankOne, 2 * (MuEff - 2 + (1 / MuEff)) / (Square(n + 2) + MuEff));
        double least = Math.Min(1 + (RankOne / RankMu),
            Math.Min(1 + (2 * negativeMuEff / (MuEff + 2)), (1 - RankOne - RankMu) / (n * RankMu)));
        Weights = [.. raw.Select(weight => weight > 0 ? weight / positive.Sum() : weight * least / -negative.Sum())];
        ExpectedNorm = Math.Sqrt(n) * (1 - (1.0 / (4 * n)) + (1.0 / (21.0 * n * n)));
    }

    /// <value>The weights by rank, those of the worse half negative.</value>
    public double[] Weights { get; }

    public double MuEff { get; }

    /// <value>c_σ.</value>
    public double StepRate { get; }

    /// <value>d_σ.</value>
    public double StepDamping { get; }

    /// <value>c_c.</value>
    public double PathRate { get; }

    /// <value>c₁.</value>
    public double RankOne { get; }

    /// <value>c_μ.</value>
    public double RankMu { get; }

    /// <value>The expected length of a standard normal vector.</value>
    public double ExpectedNorm { get; }

    private static double Square(double x) => x * x;
}
