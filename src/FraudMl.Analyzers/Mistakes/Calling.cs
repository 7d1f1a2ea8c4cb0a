using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace FraudMl.Analyzers;

/// <summary>Calls whose result, seed or end is lost.</summary>
internal static class Calling
{
    private static readonly string[] Immutable = ["Dataset", "FraudPipeline", "FraudModel", "ParameterSpace"];
    private static readonly string[] Parts = ["IFeatureStep", "IFittedStep", "IResampler", "ITrainer", "ICalibrator"];
    private static readonly string[] Contexts = ["StepContext", "ResamplingContext", "TrainingContext"];

    /// <summary>Returns the seam that a type implements; null for none.</summary>
    public static string? PartOf(INamedTypeSymbol type) =>
        type.AllInterfaces.FirstOrDefault(seam => Parts.Contains(seam.Name) && seam.IsOurs())?.Name;

    /// <summary>Returns what a call will have found when it is awaited; null where that is no result of a search.</summary>
    public static ITypeSymbol? ResultOf(IInvocationOperation call) =>
        call.Type is INamedTypeSymbol { Name: "Task", TypeArguments: [{ Name: "ExperimentResult" or "AutoMLResult" } result] }
            ? result : null;

    /// <summary>An experiment whose task is dropped. In async code the compiler tells it.</summary>
    public static IEnumerable<Diagnostic> NotAwaited(Body body)
    {
        foreach (IExpressionStatementOperation statement in body.Operations.OfType<IExpressionStatementOperation>())
        {
            if (statement.Operation is not IInvocationOperation call || ResultOf(call) is null) continue;
            SyntaxNode? function = call.Syntax.Ancestors().FirstOrDefault(node =>
                node is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax
                    or AccessorDeclarationSyntax or CompilationUnitSyntax);
            if (IsAsync(function, body)) continue;
            yield return Rules.NotAwaited.At(call.Syntax.GetLocation(), Await(call, function), $"{call.TargetMethod.Name}()");
        }
    }

    /// <summary>A changed copy that nobody takes.</summary>
    public static IEnumerable<Diagnostic> ResultDropped(Body body)
    {
        foreach (IExpressionStatementOperation statement in body.Operations.OfType<IExpressionStatementOperation>())
        {
            // A lambda of one expression may be there for its exception.
            if (statement.Syntax is not ExpressionStatementSyntax || statement.Operation is not IInvocationOperation call) continue;
            if (call.Receiver().Bare() is not { Type: { } type } receiver) continue;
            if (!call.TargetMethod.IsOurs() || !Immutable.Contains(type.Name) || !type.IsOurs()) continue;
            if (!SymbolEqualityComparer.Default.Equals(type, call.Type)) continue;
            IOperation first = receiver;
            while (first is IInvocationOperation { Type: { } inner } before && SymbolEqualityComparer.Default.Equals(inner, type)
                && before.Receiver().Bare() is { } earlier) first = earlier;
            Fix? fix = first is ILocalReferenceOperation or IParameterReferenceOperation { Parameter.RefKind: RefKind.None }
                && SymbolEqualityComparer.Default.Equals(first.Type, type)
                ? new Fix($"Assign it to {first.Syntax}").Insert(call.Syntax.GetFirstToken(), $"{first.Syntax} = ") : null;
            yield return Rules.ResultDropped.At(call.Syntax.GetLocation(), fix, call.TargetMethod.Name, type.Name);
        }
    }

    /// <summary>Randomness that no seed repeats, in a part of a pipeline.</summary>
    public static IEnumerable<Diagnostic> Unseeded(Body body)
    {
        if (body.Owner.ContainingType is not { } type || PartOf(type) is not { } seam) yield break;
        foreach (IOperation operation in body.Operations)
        {
            string? what = operation switch
            {
                IObjectCreationOperation { Arguments.Length: 0, Type: { Name: "Random" } made } when IsSystem(made) => "new Random()",
                IPropertyReferenceOperation { Property: { Name: "Shared", ContainingType.Name: "Random" } shared } when IsSystem(shared) =>
                    "Random.Shared",
                IInvocationOperation { TargetMethod: { Name: "NewGuid", ContainingType.Name: "Guid" } method } when IsSystem(method) =>
                    "Guid.NewGuid()",
                _ => null,
            };
            if (what is null) continue;
            IParameterSymbol? context = (body.Owner as IMethodSymbol)?.Parameters.FirstOrDefault(parameter =>
                Contexts.Contains(parameter.Type.Name));
            Fix? fix = context is not null && what != "Guid.NewGuid()"
                ? new Fix("Take the seed of the context").Replace(operation.Syntax, $"new Random({context.Name}.Seed)") : null;
            yield return Rules.Unseeded.At(operation.Syntax.GetLocation(), fix, what, $"this {seam.Substring(1)}");
        }
    }

    /// <summary>A session that ends with the method without being given back.</summary>
    public static IEnumerable<Diagnostic> SessionNotDisposed(Body body)
    {
        foreach (IVariableDeclaratorOperation declared in body.Operations.OfType<IVariableDeclaratorOperation>())
        {
            if (declared.Initializer?.Value.Bare() is not IInvocationOperation call || !call.IsOn("FraudModel", "OpenSession")) continue;
            LocalDeclarationStatementSyntax? statement = declared.Syntax.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>();
            if (statement is not { UsingKeyword.RawKind: 0 }
                || declared.Syntax.Ancestors().Any(node => node is UsingStatementSyntax { Declaration: { } head }
                    && head.Contains(declared.Syntax))) continue;
            bool isKept = body.Operations.OfType<ILocalReferenceOperation>()
                .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, declared.Symbol))
                .Any(use => use.Parent is not (IInvocationOperation or IPropertyReferenceOperation)
                    || use.Parent is IInvocationOperation { TargetMethod.Name: "Dispose" });
            if (isKept) continue;
            yield return Rules.SessionNotDisposed.At(call.Syntax.GetLocation(),
                new Fix("Give it back by using").Insert(statement.GetFirstToken(), "using "), declared.Symbol.Name);
        }
    }

    private static bool IsSystem(ISymbol symbol) =>
        symbol.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsAsync(SyntaxNode? function, Body body) => function switch
    {
        MethodDeclarationSyntax method => Has(method.Modifiers),
        LocalFunctionStatementSyntax local => Has(local.Modifiers),
        AnonymousFunctionExpressionSyntax lambda => Has(lambda.Modifiers),
        CompilationUnitSyntax => body.Owner is IMethodSymbol { IsAsync: true },
        _ => false,
    };

    private static bool Has(SyntaxTokenList modifiers) => modifiers.Any(modifier => modifier.ValueText == "async");

    private static Fix? Await(IInvocationOperation call, SyntaxNode? function)
    {
        Fix fix = new Fix("Await it").Insert(call.Syntax.GetFirstToken(), "await ");
        return function switch
        {
            CompilationUnitSyntax => fix,
            MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.ValueText: "void" } nothing } =>
                fix.Replace(nothing, "async Task"),
            LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax { Keyword.ValueText: "void" } nothing } =>
                fix.Replace(nothing, "async Task"),
            _ => null,
        };
    }
}
