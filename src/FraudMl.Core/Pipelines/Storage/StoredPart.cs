namespace FraudMl;

/// <summary>A part of a model that comes in many types.</summary>
/// <param name="Base">What they derive from.</param>
/// <param name="Discriminator">The JSON property that names the type; it stands first.</param>
/// <param name="Noun">What the part is called in messages.</param>
internal sealed record StoredPart(Type Base, string Discriminator, string Noun)
{
    public static StoredPart Step { get; } = new(typeof(IFittedStep), "step", "step");

    public static StoredPart Scorer { get; } = new(typeof(ScoringModel), "model", "scoring model");

    public static StoredPart Calibrator { get; } = new(typeof(FittedCalibrator), "kind", "calibrator");

    public static StoredPart Decision { get; } = new(typeof(FittedDecision), "kind", "decision");

    public static IReadOnlyList<StoredPart> All { get; } = [Step, Scorer, Calibrator, Decision];
}
