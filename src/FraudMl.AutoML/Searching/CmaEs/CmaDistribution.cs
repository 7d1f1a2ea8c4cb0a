namespace FraudMl;

/// <summary>The normal distribution of CMA-ES, over coordinates in [0, 1].</summary>
internal sealed class CmaDistribution
{
    private readonly int _n;
    private readonly CmaConstants _constants;
    private readonly double[] _stepPath, _path, _scales;
    private readonly double[][] _covariance;
    private double[] _roots;
    private double[][] _axes;
    private int _generation;

    /// <param name="mean">m.</param>
    /// <param name="stepSize">σ.</param>
    /// <param name="covariance">C.</param>
    /// <param name="populationSize">λ.</param>
    public CmaDistribution(double[] mean, double stepSize, double[][] covariance, int populationSize)
    {
        _n = mean.Length;
        (Mean, StepSize, _covariance, PopulationSize) = (mean, stepSize, covariance, populationSize);
        _constants = new CmaConstants(_n, populationSize);
        (_stepPath, _path, _scales) = (new double[_n], new double[_n], [.. Enumerable.Repeat(1.0, _n)]);
        (_roots, _axes) = Decompose();
    }

    public double[] Mean { get; }

    public double StepSize { get; private set; }

    public int PopulationSize { get; }

    public IReadOnlyList<double> Weights => _constants.Weights;

    /// <value>The standard deviation along the longest axis.</value>
    public double Widest => StepSize * _roots.Max();

    /// <summary>Returns the standard deviation along a coordinate.</summary>
    public double Deviation(int j) => StepSize * _scales[j] * Math.Sqrt(_covariance[j][j]);

    /// <summary>Returns a point, drawn again while it leaves the box, in the end clipped to it.</summary>
    public double[] Draw(Random random)
    {
        double[] point = [];
        for (int attempt = 0; attempt < 30; attempt++)
        {
            point = Once(random);
            if (point.All(x => x is >= 0 and <= 1)) return point;
        }

        return [.. point.Select(x => Math.Clamp(x, 0, 1))];
    }

    /// <summary>Moves to a generation, best first.</summary>
    public void Update(double[][] ranked)
    {
        double[][] steps = [.. ranked.Select(point => point.Select((x, j) => (x - Mean[j]) / (StepSize * _scales[j])).ToArray())];
        double[] moved = new double[_n];
        for (int i = 0; i < steps.Length; i++)
        {
            if (_constants.Weights[i] > 0) Cholesky.AddScaled(moved, _constants.Weights[i], steps[i]);
        }

        for (int j = 0; j < _n; j++) Mean[j] += StepSize * _scales[j] * moved[j];
        double[] whitened = Whiten(moved);
        double rate = _constants.StepRate, keep = Math.Sqrt(rate * (2 - rate) * _constants.MuEff);
        for (int j = 0; j < _n; j++) _stepPath[j] = ((1 - rate) * _stepPath[j]) + (keep * whitened[j]);
        double norm = Math.Sqrt(_stepPath.Sum(x => x * x));
        _generation++;
        bool stalls = norm / Math.Sqrt(1 - Math.Pow(1 - rate, 2 * _generation)) >= (1.4 + (2.0 / (_n + 1))) * _constants.ExpectedNorm;
        double pathRate = _constants.PathRate, pathKeep = stalls ? 0 : Math.Sqrt(pathRate * (2 - pathRate) * _constants.MuEff);
        for (int j = 0; j < _n; j++) _path[j] = ((1 - pathRate) * _path[j]) + (pathKeep * moved[j]);
        Adapt(steps, stalls ? _constants.RankOne * pathRate * (2 - pathRate) : 0);
        StepSize = Math.Min(StepSize * Math.Exp(Math.Min(1, rate / _constants.StepDamping * ((norm / _constants.ExpectedNorm) - 1))), 1);
        (_roots, _axes) = Decompose();
    }

    /// <summary>Keeps some probability for the numbers beside the one that the mean decodes to (Hamano et al. 2022).</summary>
    public void KeepMargin(int j, (double From, double To) cell, double margin)
    {
        double deviation = Deviation(j), mean = Math.Clamp(Mean[j], 0, 1);
        if (cell.From <= 0 && cell.To >= 1) return;
        if (cell.From <= 0 || cell.To >= 1)
        {
            // At an end: the mean stays close enough to the only edge.
            double reach = deviation * NormalQuantile.Of(1 - margin);
            Mean[j] = cell.From <= 0 ? Math.Max(mean, cell.To - reach) : Math.Min(mean, cell.From + reach);
            return;
        }

        double below = Math.Max(margin / 2, NormalTable.Of((cell.From - mean) / deviation)),
            above = Math.Max(margin / 2, NormalTable.Of((mean - cell.To) / deviation));
        if (below + above > 0.9) return;
        double low = NormalQuantile.Of(below), high = NormalQuantile.Of(1 - above);
        double wanted = (cell.To - cell.From) / (high - low);
        _scales[j] *= wanted / deviation;
        Mean[j] = cell.From - (wanted * low);
    }

    private double[] Once(Random random)
    {
        double[] step = new double[_n];
        for (int k = 0; k < _n; k++)
            Cholesky.AddScaled(step, _roots[k] * NormalQuantile.Of(Math.Clamp(random.NextDouble(), 1e-10, 1 - 1e-10)), _axes[k]);
        return [.. step.Select((y, j) => Mean[j] + (StepSize * _scales[j] * y))];
    }

    // C^(−1/2) y.
    private double[] Whiten(double[] y)
    {
        double[] whitened = new double[_n];
        for (int k = 0; k < _n; k++) Cholesky.AddScaled(whitened, FourSums.Dot(_axes[k], y) / _roots[k], _axes[k]);
        return whitened;
    }

    private void Adapt(double[][] steps, double correction)
    {
        double keep = 1 + correction - _constants.RankOne - (_constants.RankMu * _constants.Weights.Sum());
        for (int j = 0; j < _n; j++)
        {
            for (int k = 0; k < _n; k++) _covariance[j][k] = (keep * _covariance[j][k]) + (_constants.RankOne * _path[j] * _path[k]);
        }

        for (int i = 0; i < steps.Length; i++)
        {
            double weight = _constants.Weights[i];
            if (weight < 0) weight *= _n / Math.Max(Whiten(steps[i]).Sum(x => x * x), 1e-12);
            for (int j = 0; j < _n; j++) Cholesky.AddScaled(_covariance[j], _constants.RankMu * weight * steps[i][j], steps[i]);
        }
    }

    private (double[] Roots, double[][] Axes) Decompose()
    {
        (double[] values, double[][] vectors) = SymmetricEigen.Of([.. _covariance.Select(row => (double[])[.. row])]);
        double least = 1e-14 * Math.Max(values[0], 1e-300);
        return ([.. values.Select(value => Math.Sqrt(Math.Max(value, least)))], vectors);
    }
}
