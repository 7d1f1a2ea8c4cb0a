namespace FraudMl;

/// <summary>The experiment whose fits a check counts.</summary>
public sealed record CheckOptions : ValidatedOptions
{
    /// <value>The folds that each trial is validated on. At least 1, default 5.</value>
    [Rule(AtLeast = 1)]
    public int FoldCount { get; init; } = 5;

    /// <value>The trials, candidates included. At least 1, default 1.</value>
    [Rule(AtLeast = 1)]
    public int TrialCount { get; init; } = 1;

    /// <value>The inner folds that calibrator and decision take their scores from. At least 2, default 5.</value>
    [Rule(AtLeast = 2)]
    public int InnerFoldCount { get; init; } = 5;
}
