namespace FraudMl.Training;

/// <summary>One finished iteration of a learner.</summary>
/// <param name="Iteration">The iteration, from 1.</param>
/// <param name="IterationCount">The most there will be.</param>
/// <param name="ValidationScore">The average precision on the validation rows, or null without any.</param>
public readonly record struct TrainingIteration(int Iteration, int IterationCount, double? ValidationScore);
