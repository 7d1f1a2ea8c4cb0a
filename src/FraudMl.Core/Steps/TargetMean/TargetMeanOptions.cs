namespace FraudMl;

/// <summary>Options of target-mean encoding.</summary>
public sealed record TargetMeanOptions : EncoderOptions
{
    /// <value>The number of rows that the overall fraud rate counts for, m; null lets the spread decide (empirical
    /// Bayes). Default null.</value>
    /// <remarks>
    /// With m: (frauds + m · rate) / (rows + m), Micci-Barreca 2001. Without: λ · mean + (1 − λ) · rate, λ = n·v / (n·v + v_c), where v and
    /// v_c are the variances of the label overall and in the category: scikit-learn's <c>smooth="auto"</c>.
    /// </remarks>
    [Rule(AtLeast = 0), Tune(1, 100, Scale.Log)]
    public double? Smoothing { get; init; }

    /// <value>How training rows are encoded without their own labels. Default <see cref="TargetCrossFit.OutOfFold"/>.</value>
    public TargetCrossFit CrossFit { get; init; } = TargetCrossFit.OutOfFold;

    /// <value>The folds of <see cref="TargetCrossFit.OutOfFold"/>; group folds keep the rows of a card together. Default null.</value>
    /// <remarks>
    /// Without, the inner folds of the fit, or 5 stratified folds where those do not hold out every row once. Rows
    /// that given folds never hold out get the overall rate.
    /// </remarks>
    public IFolds? Folds { get; init; }

    /// <value>How long a label takes to be known, for <see cref="TargetCrossFit.OrderedInTime"/>. At least 0, default 0.</value>
    public TimeSpan LabelDelay { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (LabelDelay < TimeSpan.Zero) yield return $"LabelDelay must be at least 0. Got {LabelDelay} instead.";
        if (LabelDelay > TimeSpan.Zero && CrossFit != TargetCrossFit.OrderedInTime)
            yield return "LabelDelay is used by TargetCrossFit.OrderedInTime only. Set CrossFit, or leave it out.";
        if (Folds is not null && CrossFit != TargetCrossFit.OutOfFold)
            yield return "Folds are used by TargetCrossFit.OutOfFold only. Set CrossFit, or leave them out.";
    }
}
