using System.Globalization;

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

    /// <value>Number and name as console, results, pages and runs show them, for example <c>#5 LightGBM</c>.</value>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"#{Number} {Name}");

    /// <value>What it varies on one line, the learner's options without their slot, for example <c>LeafCount 31, L2 1.5E-3</c>.</value>
    public string ParameterText =>
        string.Join(", ", Parameters.Select(parameter => $"{ShortName(parameter.Key)} {Shown(parameter.Value)}"));

    /// <value>The phase in a word: the search's name, or <c>compare</c>.</value>
    public string PhaseName => Search ?? Phase switch
    {
        TrialPhase.Compare => "compare",
        TrialPhase.Tune => "tune",
        _ => "ensemble",
    };

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);

    private static string ShortName(string name) =>
        name.StartsWith("trainer.", StringComparison.Ordinal) ? name["trainer.".Length..] : name;

    private static string Shown(object value) => value is double number && number != 0 && Math.Abs(number) < 0.01
        ? number.ToString("0.##E+0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value:0.####}");
}

/// <summary>What a trial belongs to.</summary>
public enum TrialPhase
{
    /// <summary>The comparison of the candidates as they were given.</summary>
    Compare,

    /// <summary>The tuning of the leader.</summary>
    Tune,

    /// <summary>The blend of the best trials.</summary>
    Ensemble,
}
