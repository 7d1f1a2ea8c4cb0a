namespace FraudMl;

/// <summary>Options of logistic regression by stochastic dual coordinate ascent.</summary>
/// <remarks>
/// The objective is that of <see cref="LogisticRegressionOptions"/>: Σ s · log loss + L2/2 · Σ w² + L1 · Σ |w| with row weights s, the
/// intercept not
/// penalised; a weight is a repetition of the row, and penalties are absolute. Stochastic dual coordinate ascent (ML.NET) comes near, and
/// L-BFGS goes the rest of the way.
/// </remarks>
public sealed record SdcaOptions : ValidatedOptions
{
    /// <value>The penalty on squared weights, above 0. Default 1.</value>
    [Rule(Above = 0), Tune(1e-3, 1e3, Scale.Log)]
    public double L2 { get; init; } = 1;

    /// <value>The penalty on absolute weights, at least 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double L1 { get; init; }

    /// <value>Whether features are centred and scaled to deviation 1 inside the learner. Default true.</value>
    public bool Standardize { get; init; } = true;

    /// <value>Coordinate ascent stops when the relative duality gap falls below this, above 0. Default 0.001.</value>
    [Rule(Above = 0)]
    public double Tolerance { get; init; } = 0.001;

    /// <value>The most passes over the rows, and after them the most iterations of L-BFGS, at least 1. Default 100.</value>
    [Rule(AtLeast = 1)]
    public int MaximumPassCount { get; init; } = 100;
}
