namespace FraudMl.Validation;

/// <summary>How far a fit or a cross-validation is: a fold that finished, or an iteration of one under way.</summary>
/// <param name="Fold">The fold, from 0; 0 where there are none.</param>
/// <param name="Result">The fold's result once it finished.</param>
/// <param name="Iteration">The iteration that finished, for learners that report them.</param>
public sealed record FitProgress(int Fold, FoldResult? Result, TrainingIteration? Iteration);

/// <summary>Whether a trial goes on.</summary>
public enum TrialDirective
{
    /// <summary>It goes on.</summary>
    Continue,

    /// <summary>It stops here.</summary>
    Stop,
}
