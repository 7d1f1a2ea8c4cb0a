using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FraudMl;

/// <summary>A pipeline as data: what it is made of and every option, nothing fitted. It is stored as JSON, sent to another
/// machine, and printed as C#.</summary>
/// <remarks>
/// Expressions of <c>Derive</c> and <c>Costs.PerTransaction</c> are small trees and stored as such. C# that has to run can't be data:
/// <c>Trainers.FromMlNet</c>, the step <c>MlNet</c>, <c>Resamplers.Function</c> and derived columns of <c>SyntheticRules</c>.
/// </remarks>
public sealed record PipelineDefinition
{
    private const int CurrentVersion = 1;

    /// <value>The version of the format, 1.</value>
    public int Version { get; init; } = CurrentVersion;

    /// <value>The name that the pipeline was given, if it was.</value>
    public string? Name { get; init; }

    /// <value>The feature steps in order.</value>
    public required IReadOnlyList<PartDefinition> Steps { get; init; }

    /// <value>The resampler, if there is one.</value>
    public PartDefinition? Resampler { get; init; }

    /// <value>The learner.</value>
    public required PartDefinition Trainer { get; init; }

    /// <value>The calibrator, if there is one.</value>
    public PartDefinition? Calibrator { get; init; }

    /// <value>The decision rule, if there is one.</value>
    public PartDefinition? Decision { get; init; }

    /// <summary>Returns the pipeline, with the options checked.</summary>
    /// <exception cref="FraudMlException">Thrown when a kind is of a package that isn't here, or an option is unknown
    /// or breaks its rule.</exception>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public FraudPipeline ToPipeline()
    {
        DefinedParts.RequireVersion(Version, CurrentVersion, "pipeline");
        var builder = new FraudPipelineBuilder();
        for (int i = 0; i < Steps.Count; i++) builder.Step(DefinedParts.Create<IFeatureStep>(Steps[i], $"steps[{i}]"));
        if (Resampler is not null) builder.Resample(DefinedParts.Create<IResampler>(Resampler, "resampler"));
        builder.Train(DefinedParts.Create<ITrainer>(Trainer, "trainer"));
        if (Calibrator is not null) builder.Calibrate(DefinedParts.Create<ICalibrator>(Calibrator, "calibrator"));
        if (Decision is not null) builder.DecideBy(DefinedParts.Create<IDecisionRule>(Decision, "decision"));
        return Name is null ? builder.Build() : builder.Build().Named(Name);
    }

    /// <summary>Returns the pipeline as the C# expression that builds it, with the options that differ from their defaults.</summary>
    /// <exception cref="FraudMlException">Thrown as by <see cref="ToPipeline"/>, or when a part has no catalogue method.</exception>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public string ToCSharp() => CSharpParts.Of(ToPipeline());

    /// <summary>Returns the definition as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DefinitionJson.Default.PipelineDefinition);

    /// <summary>Reads a definition; nothing in it is run, and kinds are looked up only when the pipeline is made.</summary>
    /// <param name="json">What <see cref="ToJson"/> returned.</param>
    /// <exception cref="FraudMlException">Thrown when it is no definition.</exception>
    public static PipelineDefinition FromJson(string json) =>
        DefinedParts.Read(json, DefinitionJson.Default.PipelineDefinition, "pipeline");

    /// <summary>Returns whether the other defines the same pipeline.</summary>
    /// <param name="other">The other definition.</param>
    public bool Equals(PipelineDefinition? other) => other is not null
        && Version == other.Version && Name == other.Name && Steps.SequenceEqual(other.Steps) && Resampler == other.Resampler
        && Trainer == other.Trainer && Calibrator == other.Calibrator && Decision == other.Decision;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, Steps.Count, Resampler, Trainer, Calibrator, Decision);

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
