namespace FraudMl.Explanations;

/// <summary>How much an input or feature matters to a model.</summary>
/// <param name="Name">The input, or the feature for importances that are read off the trees.</param>
/// <param name="Value">The importance; the method that returned it says in what unit.</param>
public sealed record FeatureImportance(string Name, double Value);
