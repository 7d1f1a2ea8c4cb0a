namespace FraudMl.Tuning;

/// <summary>What a trial tries.</summary>
/// <param name="Number">Its number within the experiment, from 1.</param>
/// <param name="Name">Its name, for example <c>LightGBM + SMOTE</c>.</param>
/// <param name="Phase">What it belongs to.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Parameters">The parameters that this trial varies; empty for a candidate as it was given.</param>
/// <param name="Seed">The seed of everything random in it.</param>
public sealed record TrialInfo(
    int Number, string Name, TrialPhase Phase, FraudPipeline Pipeline, IReadOnlyDictionary<string, object> Parameters, int Seed)
{
    /// <value>The name of the search that proposed it; null for a candidate.</value>
    public string? Search { get; init; }

    /// <value>The phase in a word: the search's name, or <c>compare</c>.</value>
    public string PhaseName => Search ?? (Phase == TrialPhase.Compare ? "compare" : "tune");

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>What a trial belongs to.</summary>
public enum TrialPhase
{
    /// <summary>The comparison of the candidates as they were given.</summary>
    Compare,

    /// <summary>The tuning of the leader.</summary>
    Tune,
}
