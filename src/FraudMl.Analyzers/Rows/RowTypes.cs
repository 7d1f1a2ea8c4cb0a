using Microsoft.CodeAnalysis;

namespace FraudMl.Analyzers;

/// <summary>Which column the values of a type become: the rules of <c>Dataset.FromRows</c> for symbols.</summary>
internal static class RowTypes
{
    public const string Number = "Number";
    public const string Text = "Text";
    public const string Time = "Timestamp";

    private static readonly string[] Times = ["System.DateTime", "System.DateTimeOffset", "System.DateOnly"];
    private static readonly string[] Durations = ["System.Half", "System.TimeSpan", "System.TimeOnly"];
    private static readonly string[] Texts = ["System.Char", "System.String", "System.ReadOnlyMemory<System.Char>"];

    // Full names without keywords: System.Single, not float.
    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    /// <summary>Returns the type itself without <see cref="Nullable{T}"/> around it.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0] : type;

    /// <summary>Returns the kind of column; null where no column can hold the values.</summary>
    public static string? KindOf(ITypeSymbol type)
    {
        type = Underlying(type);
        string name = type.ToDisplayString(Plain);
        if (Times.Contains(name)) return Time;
        if (type.TypeKind == TypeKind.Enum || Texts.Contains(name)) return Text;
        if (type.SpecialType is SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_Double)) return Number;
        if (Durations.Contains(name)) return Number;
        return IsFormattable(type) || type.AllInterfaces.Any(IsFormattable) ? Text : null;
    }

    private static bool IsFormattable(ITypeSymbol type) =>
        type is { Name: "ISpanFormattable", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
