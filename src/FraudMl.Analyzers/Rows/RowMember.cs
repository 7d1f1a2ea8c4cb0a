using Microsoft.CodeAnalysis;

namespace FraudMl.Analyzers;

/// <summary>A public property of a row, with what attributes say about it.</summary>
internal sealed class RowMember
{
    private const string Namespace = "FraudMl";

    private readonly Dictionary<string, AttributeData> _attributes = [];

    private RowMember(IPropertySymbol property)
    {
        Property = property;
        foreach (AttributeData attribute in AttributesOf(property)) _attributes[attribute.AttributeClass!.Name] = attribute;
        Column = Of("RowNameAttribute") is { ConstructorArguments: [{ Value: string name }] } ? name : property.Name;
        Kind = property.RefKind == RefKind.None ? RowTypes.KindOf(property.Type) : null;
    }

    public IPropertySymbol Property { get; }

    public string Column { get; }

    /// <summary>The kind of column that the type becomes; null where none can hold it.</summary>
    public string? Kind { get; }

    /// <summary>Whether it has a role or a kind of its own.</summary>
    public bool IsDescribed => _attributes.Keys.Any(name => name != "RowNameAttribute");

    public bool IsLabel => Of("RowLabelAttribute") is not null;

    public bool IsTimestamp => Of("RowTimestampAttribute") is not null;

    public bool IsKey => Of("RowKeyAttribute") is not null;

    public bool IsWeight => Of("RowWeightAttribute") is not null;

    public bool IsFeature => Of("RowFeatureAttribute") is not null;

    public bool IsIgnored => Of("RowIgnoredAttribute") is not null;

    public AttributeData? Of(string name) => _attributes.TryGetValue(name, out AttributeData? found) ? found : null;

    /// <summary>Where it stands in the code of the type, or the type itself where it is inherited.</summary>
    public Location PlaceIn(INamedTypeSymbol type) =>
        (SymbolEqualityComparer.Default.Equals(Property.ContainingType, type) ? Property : (ISymbol)type).Locations[0];

    /// <summary>Returns the public properties of a type in the order of reflection: its own, then those of its base.</summary>
    public static IReadOnlyList<RowMember> Of(INamedTypeSymbol type)
    {
        var members = new List<RowMember>();
        var seen = new HashSet<string>();
        for (INamedTypeSymbol? at = type; at is not null && at.SpecialType == SpecialType.None; at = at.BaseType)
        {
            members.AddRange(at.GetMembers().OfType<IPropertySymbol>()
                .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
                    && property.GetMethod is { DeclaredAccessibility: Accessibility.Public } && seen.Add(property.Name))
                .Select(property => new RowMember(property)));
        }

        return members;
    }

    // Those of a parameter of a record speak of the property that it becomes.
    private static IEnumerable<AttributeData> AttributesOf(IPropertySymbol property)
    {
        IEnumerable<AttributeData> attributes = property.GetAttributes();
        if (property.ContainingType.IsRecord)
        {
            attributes = attributes.Concat(property.ContainingType.InstanceConstructors
                .Where(constructor => constructor.Parameters.Length != 1
                    || !SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, property.ContainingType))
                .SelectMany(constructor => constructor.Parameters).Where(parameter => parameter.Name == property.Name)
                .SelectMany(parameter => parameter.GetAttributes()));
        }

        return attributes.Where(attribute => attribute.AttributeClass is { BaseType: { Name: "RowAttribute" } owner }
            && owner.ContainingNamespace.ToDisplayString() == Namespace);
    }
}
