using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FraudMl.Analyzers;

/// <summary>What a call is of, whether a method is a member or an extension.</summary>
internal static class Calls
{
    /// <summary>Returns what a method is called on; null for a static one.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) => call.Instance
        ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>Returns whether a method of this name is called on a type of FraudMl.</summary>
    public static bool IsOn(this IInvocationOperation call, string type, params string[] names) =>
        names.Contains(call.TargetMethod.Name) && call.Receiver().Bare()?.Type.IsOurs(type) == true;

    public static bool IsOurs(this ITypeSymbol? type, string name) =>
        type is not null && type.Name == name && IsOurs(type);

    /// <summary>Returns whether FraudMl declares it.</summary>
    public static bool IsOurs(this ISymbol symbol)
    {
        INamespaceSymbol? at = symbol.ContainingNamespace;
        while (at is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false }) at = at.ContainingNamespace;
        return at?.Name == "FraudMl";
    }

    /// <summary>Returns an operation without conversions, parentheses and the waiting around it.</summary>
    public static IOperation? Bare(this IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion: operation = conversion.Operand; break;
                case IParenthesizedOperation parenthesized: operation = parenthesized.Operand; break;
                case IAwaitOperation await: operation = await.Operation; break;
                default: return operation;
            }
        }
    }

    /// <summary>Returns the argument of a type of FraudMl; null where there is none.</summary>
    public static IOperation? ArgumentOf(this IInvocationOperation call, string type) =>
        call.Arguments.Where(argument => argument.Value != call.Receiver() && argument.ArgumentKind == ArgumentKind.Explicit)
            .Select(argument => argument.Value.Bare()).FirstOrDefault(value => value?.Type.IsOurs(type) == true);

    /// <summary>Returns the first text that a call is given, where it is a constant.</summary>
    public static string? FirstText(this IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.ConstantValue
            is { HasValue: true, Value: string text } ? text : null;

    /// <summary>Returns every constant text that a call is given, one by one or as a list.</summary>
    public static IEnumerable<string> Texts(this IInvocationOperation call) =>
        call.Arguments.Where(argument => argument.Value != call.Receiver()).SelectMany(argument => argument.Value.DescendantsAndSelf())
            .Select(given => given.ConstantValue is { HasValue: true, Value: string text } ? text : null).OfType<string>();

    /// <summary>Returns what a call that reads a dataset says of its schema.</summary>
    public static IEnumerable<IInvocationOperation> SchemaCalls(this IInvocationOperation call) =>
        call.Arguments.SelectMany(argument => argument.Value.DescendantsAndSelf()).OfType<IInvocationOperation>()
            .Where(said => said.Receiver().Bare()?.Type.IsOurs("DatasetSchema") == true);

    /// <summary>Returns the calls of a chain, the last one first.</summary>
    public static IEnumerable<IInvocationOperation> Chain(this IOperation? operation)
    {
        for (var call = operation.Bare() as IInvocationOperation; call is not null; call = call.Receiver().Bare() as IInvocationOperation)
            yield return call;
    }
}
