using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FraudMl.Analyzers;

/// <summary>Reads a type that asks to be a row.</summary>
internal static class RowReader
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>Returns what the code is written from; null where the type can't be a row, which the analyzer tells.</summary>
    public static RowModel? Read(INamedTypeSymbol type)
    {
        IReadOnlyList<RowMember> members = RowMember.Of(type);
        if (RowProblems.Of(type, members).Any(problem => problem.Severity == DiagnosticSeverity.Error)) return null;
        RowMember[] columns = [.. members.Where(member => member.Kind is not null)];
        return new RowModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(FullName.WithGlobalNamespaceStyle(
                SymbolDisplayGlobalNamespaceStyle.Omitted)),
            new([.. Containing(type).Reverse().Select(Declaration)]), type.ToDisplayString(FullName), Identifier(type.Name),
            new([.. columns.Select(Field)]), new([.. columns.SelectMany(Roles)]));
    }

    /// <summary>Returns a type and those that contain it, outermost last.</summary>
    public static IEnumerable<INamedTypeSymbol> Containing(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.ContainingType) yield return at;
    }

    private static string Declaration(INamedTypeSymbol type) => "partial "
        + (type.IsRecord ? type.IsValueType ? "record struct " : "record "
            : type.TypeKind switch { TypeKind.Struct => "struct ", TypeKind.Interface => "interface ", _ => "class " })
        + Identifier(type.Name);

    private static RowFieldModel Field(RowMember member)
    {
        ITypeSymbol type = RowTypes.Underlying(member.Property.Type);
        return new RowFieldModel(Identifier(member.Property.Name), Literal(member.Column), member.Property.Type.ToDisplayString(FullName),
            !SymbolEqualityComparer.Default.Equals(type, member.Property.Type), type.TypeKind == TypeKind.Enum);
    }

    private static IEnumerable<string> Roles(RowMember member)
    {
        string column = Literal(member.Column);
        if (member.Of("RowLabelAttribute") is { } label) yield return $".Label({column}, {Named(label, "Positive", "null")})";
        if (member.Of("RowTimestampAttribute") is { } time)
            yield return $".Timestamp({column}, (global::FraudMl.TimeUnit){Named(time, "Unit", "0")}, {Named(time, "Format", "null")})";
        if (member.IsKey) yield return $".Key({column})";
        if (member.IsWeight) yield return $".Weight({column})";
        if (member.IsFeature) yield return $".Feature({column})";
        if (member.Of("RowKindAttribute") is { ConstructorArguments: [{ Value: int kind }] } given)
        {
            yield return kind switch
            {
                0 => $".Number({column})",
                1 => $".Text({column})",
                _ => $".Time({column}, {Named(given, "Format", "null")})",
            };
        }

        if (member.IsIgnored) yield return $".Ignore({column})";
    }

    private static string Named(AttributeData attribute, string name, string without)
    {
        ImmutableArray<KeyValuePair<string, TypedConstant>> given = attribute.NamedArguments;
        return given.FirstOrDefault(argument => argument.Key == name).Value is { IsNull: false, Value: { } value }
            ? value is string text ? Literal(text) : SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!
            : without;
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? $"@{name}" : name;
}
