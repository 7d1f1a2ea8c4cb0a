namespace FraudMl;

/// <summary>Options of logistic regression.</summary>
/// <remarks>
/// <para>
/// It minimises Σ s · log loss + L2/2 · Σ w² + L1 · Σ |w| over the weights w of the features, the bias left out: the elastic net
/// (Zou and Hastie, Journal of the Royal Statistical Society B 67, 2005). The weight s of a row is a repetition: 2 is the row twice, and
/// not a share of the total. The sum is divided neither by rows nor by weights, and penalties are not multiplied by them, so twice the
/// rows, or twice the weights, halve what a penalty does. For weights that are shares, let them sum to the number of rows.
/// </para>
/// <para>
/// scikit-learn's C and l1_ratio ρ are L2 = (1 − ρ) / C and L1 = ρ / C; glmnet's λ and α, which divide the sum by the rows n, are L2 = n ·
/// λ · (1 − α) and L1 = n · λ · α.
/// </para>
/// </remarks>
public sealed record LogisticRegressionOptions : ValidatedOptions
{
    /// <value>The penalty on squared weights, at least 0: L2/2 · Σ w² (ridge). Default 1, which is C = 1 in scikit-learn.</value>
    [Rule(AtLeast = 0), Tune(1e-3, 1e3, Scale.Log)]
    public double L2 { get; init; } = 1;

    /// <value>The penalty on absolute weights, at least 0: L1 · Σ |w| (lasso); above 0 it sets weights to exactly 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double L1 { get; init; }

    /// <value>Whether features are centred and scaled to deviation 1 inside the learner, so that the penalty treats
    /// them alike. Default true.</value>
    public bool Standardize { get; init; } = true;

    /// <value>It stops when an iteration improves the objective by less than this share, above 0; of L-BFGS five
    /// in a row. Default 1e-7.</value>
    [Rule(Above = 0)]
    public double Tolerance { get; init; } = 1e-7;

    /// <value>The most iterations, at least 1. Default 1000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumIterationCount { get; init; } = 1000;
}
