using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>What the journal of an experiment keeps.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExperimentBegun), "experiment")]
[JsonDerivedType(typeof(TrialKept), "trial")]
internal abstract record ExperimentRecord;

/// <summary>The first record: what the experiment is about.</summary>
/// <param name="Version">The version of the format.</param>
/// <param name="Plan">Data, folds, candidates, searches and seed, a line each.</param>
internal sealed record ExperimentBegun(int Version, string[] Plan) : ExperimentRecord;

/// <summary>A trial that ended by itself.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Name">Its pipeline's name.</param>
/// <param name="Parameters">What it varied.</param>
internal sealed record TrialKept(int Number, int Seed, string Name, Dictionary<string, string> Parameters) : ExperimentRecord
{
    /// <value>The share of the legitimate rows that it was tried with.</value>
    public double RowShare { get; init; } = 1;

    /// <value>The iterations that had a score, in the order they were told.</value>
    public List<IterationDone> Iterations { get; init; } = [];

    /// <value>The folds that it finished, in order; their scores, where they are known, are kept elsewhere.</value>
    public List<FoldDone> Folds { get; init; } = [];

    /// <value>Where it was stopped; null where it was not.</value>
    public TrialStopped? Stopped { get; init; }

    /// <value>Why it failed; null where it did not.</value>
    public string? Reason { get; init; }

    /// <value>Whether it ran to its end on all rows.</value>
    [JsonIgnore]
    public bool IsWhole => Stopped is null && Reason is null && RowShare == 1;

    /// <summary>Returns the mean of a metric over its folds; NaN where a fold has none.</summary>
    public double Mean(string metric) => Folds.Count == 0 ? double.NaN
        : Folds.Average(fold => fold.Metrics.GetValueOrDefault(metric, double.NaN));

    /// <summary>Returns the scores of all folds, one after the other.</summary>
    public byte[] Scores() => [.. Folds.SelectMany(fold => fold.Scores)];

    /// <summary>Returns it without them.</summary>
    public TrialKept WithoutScores() => this with { Folds = [.. Folds.Select(fold => fold with { Scores = [] })] };

    /// <summary>Returns it with them.</summary>
    /// <param name="scores">The scores of all folds, one after the other.</param>
    /// <param name="rowCounts">How many rows each fold has.</param>
    public TrialKept WithScores(byte[] scores, int[] rowCounts)
    {
        int at = 0;
        return this with
        {
            Folds = [.. Folds.Select(fold => fold with { Scores = scores[at..(at += rowCounts[fold.Fold] * sizeof(double))] })],
        };
    }

    /// <summary>Returns whether it is what is to be run now.</summary>
    public bool Is(TrialInfo trial) => Seed == trial.Seed && Name == trial.Name && Parameters.Count == trial.Parameters.Count
        && SpaceText.Write(new ParameterSet(trial.Parameters)).All(value =>
            Parameters.TryGetValue(value.Key, out string? text) && text == value.Value);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExperimentRecord))]
internal sealed partial class ExperimentJson : JsonSerializerContext;
