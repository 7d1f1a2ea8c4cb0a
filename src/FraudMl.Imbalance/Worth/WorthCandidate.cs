namespace FraudMl.Resampling;

/// <summary>What a resampler did, each figure beside that of the pipeline without one: A is the candidate, B is none.</summary>
/// <param name="Name">The resampler's name, with the options that are not at their defaults; <c>none</c> for the
/// pipeline without one.</param>
/// <param name="AveragePrecision">Average precision, higher is better.</param>
/// <param name="CalibrationError">The expected calibration error, lower is better.</param>
/// <param name="TotalCost">The cost of the decisions, lower is better; null when no costs are known.</param>
public sealed record WorthCandidate(string Name, PairedDifference AveragePrecision, PairedDifference CalibrationError,
    PairedDifference? TotalCost)
{
    /// <value>Whether costs, or average precision where no costs are known, are better by more than noise.</value>
    public bool IsWorthIt => TotalCost is { } cost ? cost.IsMoreThanNoise && cost.Difference < 0
        : AveragePrecision.IsMoreThanNoise && AveragePrecision.Difference > 0;
}
