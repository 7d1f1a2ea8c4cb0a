namespace FraudMl;

/// <summary>What a trial tries.</summary>
/// <param name="Number">Its number within the experiment, from 1.</param>
/// <param name="Name">Its name, for example <c>LightGBM + SMOTE</c>.</param>
/// <param name="Phase">What it belongs to: <c>compare</c>, or the search algorithm's name.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Parameters">The parameters that this trial varies; empty for a candidate as it was given.</param>
public sealed record TrialInfo(
    int Number, string Name, string Phase, FraudPipeline Pipeline, IReadOnlyDictionary<string, object> Parameters);
