namespace FraudMl.Tracking;

/// <summary>What goes into a model and what its learner sees: names, kinds and where each feature comes from.</summary>
internal static class FeatureSchema
{
    public static byte[] Of(FraudModel model) => PackageJson.Write(new
    {
        Inputs = model.Inputs.Select(input => new { input.Name, input.Kind, Type = ModelSignature.TypeOf(input.Kind) }),
        model.Features,
    });
}
