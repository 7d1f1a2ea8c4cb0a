namespace FraudMl;

/// <summary>Options of logistic regression.</summary>
/// <remarks>It minimises Σ weight · log loss + L2/2 · Σ w² + L1 · Σ |w|, the bias left out: scikit-learn's objective with C = 1/L2.</remarks>
public sealed record LogisticRegressionOptions : ValidatedOptions
{
    /// <value>The penalty on squared weights, at least 0. Default 1, which is C = 1 in scikit-learn.</value>
    [Rule(AtLeast = 0), Tune(1e-3, 1e3, Scale.Log)]
    public double L2 { get; init; } = 1;

    /// <value>The penalty on absolute weights, at least 0; above 0 it sets weights to exactly 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double L1 { get; init; }

    /// <value>Whether features are centred and scaled to deviation 1 inside the learner, so that the penalty treats them alike. Default true.</value>
    public bool Standardize { get; init; } = true;

    /// <value>It stops when an iteration improves the objective by less than this share, above 0. Default 1e-7.</value>
    [Rule(Above = 0)]
    public double Tolerance { get; init; } = 1e-7;

    /// <value>The most iterations, at least 1. Default 1000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumIterationCount { get; init; } = 1000;
}
