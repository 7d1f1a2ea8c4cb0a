namespace FraudMl.Tuning;

/// <summary>The learners and resamplers that automatic searches choose from.</summary>
/// <remarks>
/// A build in C# registers those of all packages that a project references, by a line of code for each that stands in its folder
/// <c>obj</c>; no assembly is looked through. Elsewhere, in F# or with <c>FraudMlRegistersParts=false</c>, they are added by hand, for
/// example <c>Catalogue.Add(LightGbmParts.All)</c>.
/// </remarks>
public static class Catalogue
{
    private static readonly Lock Gate = new();
    private static IReadOnlyList<OfferedPart> _parts = CoreParts.All;

    /// <value>What is on offer, in the order of the parts' names.</value>
    public static IReadOnlyList<OfferedPart> Parts => Volatile.Read(ref _parts);

    /// <summary>Adds parts; one of the same package and name is there once.</summary>
    /// <param name="parts">The parts, for example <c>LightGbmParts.All</c>.</param>
    /// <exception cref="FraudMlException">Thrown when one is neither a learner nor a resampler.</exception>
    public static void Add(params IReadOnlyList<OfferedPart> parts)
    {
        if (parts.FirstOrDefault(offer => offer.Part is not (ITrainer or IResampler)) is { } other)
            throw new FraudMlException($"The catalogue takes learners and resamplers. Got {other.Part.Name} of {other.Package} instead.");
        lock (Gate)
        {
            Volatile.Write(ref _parts, [.. _parts.Concat(parts).DistinctBy(offer => (offer.Package, offer.Part.Name))
                .OrderBy(offer => offer.Part.Name, StringComparer.Ordinal)]);
        }
    }
}
