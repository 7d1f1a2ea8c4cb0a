using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Pipelines;

/// <summary>A part as data: its kind, its options and the parts that it is made of.</summary>
/// <param name="Kind">The catalogue method that returns it, for example <c>Impute</c> or <c>Trainers.LightGbm</c>.</param>
public sealed record PartDefinition(string Kind)
{
    /// <value>The package that has the kind, for example <c>FraudMl.LightGbm</c>; it is told where the kind is not known.</value>
    public string? Package { get; init; }

    /// <value>The columns of a step; null where it names none.</value>
    public Columns? Columns { get; init; }

    /// <value>Every option with its value, so that a default that changes later changes nothing here; null where there are none.</value>
    public JsonElement? Options { get; init; }

    /// <value>The parts that it is made of; null for none.</value>
    public IReadOnlyList<PartDefinition>? Parts { get; init; }

    /// <summary>Returns whether the other says the same; the order of options doesn't matter.</summary>
    /// <param name="other">The other definition.</param>
    public bool Equals(PartDefinition? other) =>
        other is not null && JsonElement.DeepEquals(ToElement(), other.ToElement());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Package, Parts?.Count);

    private JsonElement ToElement() => JsonSerializer.SerializeToElement(this, DefinitionJson.Default.PartDefinition);

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, MaxDepth = OptionsJson.MaxDepth,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PartDefinition))]
[JsonSerializable(typeof(PipelineDefinition))]
[JsonSerializable(typeof(FoldsDefinition))]
internal sealed partial class DefinitionJson : JsonSerializerContext;
