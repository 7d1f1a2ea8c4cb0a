using System.Text.Json.Serialization.Metadata;

namespace FraudMl.Storage;

/// <summary>The fitted types that a model file can hold. Each package adds its own, by one call before models with them
/// are saved or loaded.</summary>
/// <remarks>
/// Files name parts by <see cref="StoredAsAttribute"/>, never by type, and only types that were added here are made. A type comes with its
/// source-generated <see cref="JsonTypeInfo"/>, so nothing is looked up in assemblies and ahead-of-time compilation works.
/// </remarks>
public static class StoredTypes
{
    private static readonly Lock Adding = new();
    private static StoredTypeSet _known = StoredTypeSet.Empty;

    /// <value>What is known now.</value>
    internal static StoredTypeSet Known => Volatile.Read(ref _known);

    /// <summary>Adds fitted types, for example <c>StoredTypes.Add(AcmeJson.Default.FittedRound,
    /// AcmeJson.Default.SquareCalibration)</c>. Thread-safe.</summary>
    /// <remarks>Adding a type again does nothing.</remarks>
    /// <param name="types">
    /// Classes with a <see cref="StoredAsAttribute"/> that are an <see cref="IFittedStep"/>, <see cref="ScoringModel"/>,
    /// <see cref="FittedCalibrator"/> or
    /// <see cref="FittedDecision"/>, each from the package's own <c>JsonSerializerContext</c>.
    /// </param>
    /// <exception cref="FraudMlException">Thrown with every problem: a type without a name, of no part of a model, or with a
    /// name that is taken.</exception>
    public static void Add(params ReadOnlySpan<JsonTypeInfo> types)
    {
        lock (Adding) Volatile.Write(ref _known, _known.With(types));
    }

    /// <summary>Returns whether models with parts of a type can be saved and loaded.</summary>
    /// <param name="type">The type.</param>
    public static bool Contains(Type type) => Known.Find(type) is not null;
}
