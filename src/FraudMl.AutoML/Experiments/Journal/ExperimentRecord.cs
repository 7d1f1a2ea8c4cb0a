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

    /// <value>The folds that it finished, in order, with the scores of their rows.</value>
    public List<FoldDone> Folds { get; init; } = [];

    /// <value>Where it was stopped; null where it was not.</value>
    public TrialStopped? Stopped { get; init; }

    /// <value>Why it failed; null where it did not.</value>
    public string? Reason { get; init; }

    /// <summary>Returns whether it is what is to be run now.</summary>
    public bool Is(TrialInfo trial) => Seed == trial.Seed && Name == trial.Name && Parameters.Count == trial.Parameters.Count
        && SpaceText.Write(new ParameterSet(trial.Parameters)).All(value =>
            Parameters.TryGetValue(value.Key, out string? text) && text == value.Value);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExperimentRecord))]
internal sealed partial class ExperimentJson : JsonSerializerContext;
