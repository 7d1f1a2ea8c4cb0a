namespace FraudMl;

/// <summary>How far a trial is: a fold that finished, or an iteration of the current one.</summary>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Result">The fold's result once it finished.</param>
/// <param name="Iteration">The iteration that finished, for learners that report them.</param>
public sealed record TrialProgress(int Fold, FoldResult? Result, TrainingIteration? Iteration);
