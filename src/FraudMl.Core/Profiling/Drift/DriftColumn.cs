namespace FraudMl.Profiling;

/// <summary>How far one input, or the probability, is from the reference.</summary>
/// <remarks>
/// Distances are over the rows that have a value; missing values and unknown texts have tests of their own. Texts are compared over those
/// of the reference and all others together. Null where there is nothing to compare: no row with a value, or a single bin.
/// </remarks>
public sealed record DriftColumn
{
    /// <value>The input column, or <c>fraud_probability</c>.</value>
    public required string Name { get; init; }

    /// <value>What to do about it.</value>
    public required DriftVerdict Verdict { get; init; }

    /// <value>The verdict in a sentence.</value>
    public required string Text { get; init; }

    /// <value>The rows with a value.</value>
    public required long KnownCount { get; init; }

    /// <value>The population stability index, as <see cref="TwoSample.Psi"/>.</value>
    public double? Psi { get; init; }

    /// <value>The index to expect of so many rows when nothing has moved: (bins − 1)(1/n + 1/m).</value>
    public double? PsiExpected { get; init; }

    /// <value>The index that such rows exceed once in twenty when nothing has moved, as <see cref="TwoSample.PsiCritical"/>.</value>
    public double? PsiCritical { get; init; }

    /// <value>The Jensen–Shannon distance, base 2, in [0, 1].</value>
    public double? JensenShannon { get; init; }

    /// <value>
    /// Numbers: the Kolmogorov–Smirnov distance in [0, 1], at the ends of the bins. What lies between them is not seen: it is at most that
    /// of the values themselves, and its p-value is too high rather than too low.
    /// </value>
    public double? KolmogorovSmirnov { get; init; }

    /// <value>Numbers: Kolmogorov's limit for the distance; not corrected.</value>
    public double? KolmogorovSmirnovPValue { get; init; }

    /// <value>The likelihood-ratio (G) test that the distribution is the reference's, corrected for all tests of the report.</value>
    public double? PValue { get; init; }

    /// <value>The share of rows without a value.</value>
    public required double MissingRatio { get; init; }

    /// <value>The same in the reference.</value>
    public required double ReferenceMissingRatio { get; init; }

    /// <value>Fisher's exact test of these two shares, corrected; null where no value is missing in either.</value>
    public double? MissingPValue { get; init; }

    /// <value>Texts: the share of rows with a value that training has never seen. Null for numbers.</value>
    public double? UnknownRatio { get; init; }

    /// <value>Texts: the share to expect, <see cref="ReferenceColumn.UnseenRatio"/>. Null for numbers, and where the profile does not
    /// say.</value>
    public double? ExpectedUnknownRatio { get; init; }

    /// <value>Fisher's exact test that there are more unknown texts than expected, corrected; null where there are none.</value>
    public double? UnknownPValue { get; init; }

    /// <summary>Returns the verdict in a sentence.</summary>
    public override string ToString() => Text;
}
