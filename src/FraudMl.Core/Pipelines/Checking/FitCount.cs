namespace FraudMl.Pipelines;

/// <summary>How often a pipeline, steps and learner, is fitted in an experiment.</summary>
/// <param name="Trials">The fits of all trials: folds × trials. A pruned trial needs fewer.</param>
/// <param name="Winner">The fits of the winner: one on all rows, and one per inner fold where it has a calibrator or a decision.</param>
public sealed record FitCount(int Trials, int Winner)
{
    /// <value>All fits.</value>
    public int Total => Trials + Winner;

    internal static FitCount Of(FraudPipeline pipeline, CheckOptions options) => new(
        checked(options.FoldCount * options.TrialCount), pipeline.Calibrator is null && pipeline.Decision is null
            ? 1 : options.InnerFoldCount + 1);
}
