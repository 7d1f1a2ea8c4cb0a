namespace FraudMl.Tracking;

/// <summary>What goes into a model and what its learner sees: names, kinds and where each feature comes from.</summary>
/// <param name="Inputs">The raw inputs.</param>
/// <param name="Features">What the learner sees.</param>
internal sealed record FeatureSchema(IReadOnlyList<FeatureSchemaInput> Inputs, IReadOnlyList<FeatureColumn> Features)
{
    public static byte[] Of(FraudModel model) => PackageJson.Write(
        new FeatureSchema(
            [.. model.Inputs.Select(input => new FeatureSchemaInput(input.Name, input.Kind, ModelSignature.TypeOf(input.Kind)))],
            model.Features),
        PackageJson.Default.FeatureSchema);
}

/// <summary>A raw input as <see cref="FeatureSchema"/> has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it is stored.</param>
/// <param name="Type">Its type in MLflow.</param>
internal sealed record FeatureSchemaInput(string Name, ColumnKind Kind, string Type);
