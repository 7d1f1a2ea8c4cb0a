using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FraudMl.Analyzers;

/// <summary>Why a type can't be a row, each at the member that is in the way.</summary>
internal static class RowProblems
{
    public static IEnumerable<Diagnostic> Of(INamedTypeSymbol type, IReadOnlyList<RowMember> members) =>
        OfType(type).Concat(members.Count == 0 ? [At(Rules.NoColumns, type.Locations[0], type.Name)] : [])
            .Concat(members.SelectMany(member => OfMember(type, member)))
            .Concat(Twice(type, members, "label", member => member.IsLabel))
            .Concat(Twice(type, members, "timestamp", member => member.IsTimestamp))
            .Concat(Twice(type, members, "weight", member => member.IsWeight))
            .Concat(NamesTwice(type, members)).Concat(TimesLeft(type, members));

    private static IEnumerable<Diagnostic> OfType(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol at in RowReader.Containing(type))
        {
            if (!IsPartial(at)) yield return Rules.NotPartial.At(at.Locations[0], Partial(at), at.Name);
            if (at.IsFileLocal) yield return At(Rules.NoRow, at.Locations[0], type.Name, "of one file only; take 'file' away");
            if (at.TypeParameters.Length > 0)
                yield return At(Rules.NoRow, at.Locations[0], type.Name, "generic, and its columns must be known when it is built");
        }

        if (type.IsRefLikeType) yield return At(Rules.NoRow, type.Locations[0], type.Name,
            "a ref struct, and rows must be able to stand in a list");
        if (type.IsStatic) yield return At(Rules.NoRow, type.Locations[0], type.Name, "static, and has no rows");
    }

    private static Fix? Partial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences is [var place] && place.GetSyntax() is TypeDeclarationSyntax declaration
            ? new Fix($"Make {type.Name} partial").Insert(declaration.Keyword, "partial ") : null;

    private static IEnumerable<Diagnostic> OfMember(INamedTypeSymbol type, RowMember member)
    {
        Location place = member.PlaceIn(type);
        string name = member.Property.Name;
        if (member.Kind is null)
        {
            if (!member.IsIgnored)
                yield return At(Rules.NoColumn, place, name, member.Property.Type.ToDisplayString(
                    SymbolDisplayFormat.MinimallyQualifiedFormat));
            yield break;
        }

        if (member.Column.Trim().Length == 0) yield return At(Rules.RoleUnfit, place, name, "a column", "its [RowName] is blank");
        if (member.IsLabel && member.Of("RowFeatureAttribute") is { } feature)
            yield return Rules.LabelAsFeature.At(place, Without(feature), name);
        if (member.IsIgnored && (member.IsLabel || member.IsTimestamp || member.IsKey || member.IsWeight || member.IsFeature))
            yield return At(Rules.RoleUnfit, place, name, "ignored", "it has another role");
        if (member.IsLabel && (member.IsTimestamp || member.IsWeight || member.IsKey))
            yield return At(Rules.RoleUnfit, place, name, "the label", "it has another role");
        if (member.IsLabel && member.Kind == RowTypes.Time)
            yield return At(Rules.RoleUnfit, place, name, "the label",
                "it is a time; give a boolean, a number or a text with [RowLabel(Positive = …)]");
        if (member.IsLabel && member.Kind == RowTypes.Text && !Says(member, "RowLabelAttribute", "Positive"))
            yield return At(Rules.RoleUnfit, place, name, "the label",
                "which text means fraud is not said; write [RowLabel(Positive = \"…\")]");
        if (member.IsWeight && member.Kind != RowTypes.Number) yield return At(Rules.RoleUnfit, place, name, "the weight",
            "it is no number");
        if (member.IsTimestamp && RowTypes.Underlying(member.Property.Type).SpecialType == SpecialType.System_Boolean)
            yield return At(Rules.RoleUnfit, place, name, "the timestamp", "it is a boolean");
    }

    private static Fix? Without(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is { Parent: AttributeListSyntax { Attributes.Count: 1 } list }
            ? new Fix("Leave the label out of the features").Remove(list) : null;

    private static bool Says(RowMember member, string attribute, string argument) =>
        member.Of(attribute)!.NamedArguments.Any(given => given.Key == argument && !given.Value.IsNull);

    private static IEnumerable<Diagnostic> Twice(
        INamedTypeSymbol type, IReadOnlyList<RowMember> members, string role, Func<RowMember, bool> has) =>
        members.Where(has).Skip(1).Select(member => At(Rules.RoleTwice, member.PlaceIn(type), member.Property.Name, role, type.Name));

    private static IEnumerable<Diagnostic> NamesTwice(INamedTypeSymbol type, IReadOnlyList<RowMember> members) =>
        members.Where(member => member.Kind is not null).GroupBy(member => member.Column).SelectMany(same => same.Skip(1))
            .Select(member => At(Rules.NameTwice, member.PlaceIn(type), member.Column));

    // A time without a word about it, where no other is the time of the event.
    private static IEnumerable<Diagnostic> TimesLeft(INamedTypeSymbol type, IReadOnlyList<RowMember> members)
    {
        RowMember[] left = [.. members.Where(member => member is { Kind: RowTypes.Time, IsDescribed: false })];
        if (left.Length == 0 || members.Any(member => member.IsTimestamp)) yield break;
        foreach (RowMember member in left)
        {
            Fix? fix = left.Length == 1 && member.Property.DeclaringSyntaxReferences is [var place]
                ? new Fix($"Make {member.Property.Name} the row's timestamp").Insert(place.GetSyntax().GetFirstToken(),
                    "[RowTimestamp] ") : null;
            yield return Rules.TimeAsFeature.At(member.PlaceIn(type), fix, member.Property.Name, type.Name);
        }
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(place => place.GetSyntax()).OfType<TypeDeclarationSyntax>()
        .All(declaration => declaration.Modifiers.Any(modifier => modifier.ValueText == "partial"));

    private static Diagnostic At(DiagnosticDescriptor rule, Location place, params object[] words) => rule.At(place, null, words);
}
