using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FraudMl;

/// <summary>A fold scheme as data, stored as JSON and printed as C#.</summary>
/// <param name="Folds">The scheme.</param>
public sealed record FoldsDefinition(PartDefinition Folds)
{
    private const int CurrentVersion = 1;

    /// <value>The version of the format, 1.</value>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Returns the scheme, with the options checked.</summary>
    /// <exception cref="FraudMlException">Thrown when the kind is of a package that isn't here, or an option is unknown
    /// or breaks its rule.</exception>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public IFolds ToFolds()
    {
        DefinedParts.RequireVersion(Version, CurrentVersion, "folds");
        return DefinedParts.Create<IFolds>(Folds, "folds");
    }

    /// <summary>Returns the C# expression that makes the scheme.</summary>
    /// <exception cref="FraudMlException">Thrown as by <see cref="ToFolds"/>, or when the scheme has no catalogue method.</exception>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public string ToCSharp() => CSharpParts.Of(ToFolds());

    /// <summary>Returns the definition as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DefinitionJson.Default.FoldsDefinition);

    /// <summary>Reads a definition; nothing in it is run.</summary>
    /// <param name="json">What <see cref="ToJson"/> returned.</param>
    /// <exception cref="FraudMlException">Thrown when it is no definition.</exception>
    public static FoldsDefinition FromJson(string json) => DefinedParts.Read(json, DefinitionJson.Default.FoldsDefinition, "folds");
}

/// <summary>Adds definitions to fold schemes.</summary>
public static class FoldsDefinitions
{
    extension(IFolds folds)
    {
        /// <summary>Returns the scheme as data: what it is and every option.</summary>
        /// <exception cref="FraudMlException">Thrown when it can't be data: its class has no <see cref="DefinedAsAttribute"/>.</exception>
        [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
        public FoldsDefinition ToDefinition() => new(DefinedParts.Define(folds));
    }
}
