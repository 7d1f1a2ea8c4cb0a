namespace FraudMl;

/// <summary>A trial as a search algorithm sees it.</summary>
/// <param name="Parameters">The parameters tried.</param>
/// <param name="Score">The score, higher is better; null while it runs or after it failed.</param>
/// <param name="FoldScores">The scores of the folds finished so far.</param>
public sealed record SearchTrial(ParameterSet Parameters, double? Score, IReadOnlyList<double> FoldScores);
