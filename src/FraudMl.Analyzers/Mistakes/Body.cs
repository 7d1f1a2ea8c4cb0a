using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FraudMl.Analyzers;

/// <summary>A body of code: what it calls, and where each of its variables got its value from.</summary>
internal sealed class Body
{
    // Calls of a dataset that keep its rows.
    private static readonly string[] Keeping = ["AsFeatures", "Select", "Drop", "Rename", "WithWindows"];

    private readonly Dictionary<ISymbol, List<Definition>> _definitions = new(SymbolEqualityComparer.Default);

    public Body(ISymbol owner, ImmutableArray<IOperation> blocks)
    {
        Owner = owner;
        Operations = [.. blocks.SelectMany(block => block.DescendantsAndSelf())];
        Invocations = [.. Operations.OfType<IInvocationOperation>()];
        CallsFraudMl = Invocations.Any(call => call.TargetMethod.IsOurs())
            || (owner.ContainingType is { } type && Calling.PartOf(type) is not null);
        if (!CallsFraudMl) return;
        foreach (IOperation operation in Operations) Define(operation);
    }

    public ISymbol Owner { get; }

    public IReadOnlyList<IOperation> Operations { get; }

    public IReadOnlyList<IInvocationOperation> Invocations { get; }

    public bool CallsFraudMl { get; }

    /// <summary>Returns where a value comes from: through variables that are set once.</summary>
    public IOperation? Resolve(IOperation? operation)
    {
        for (int step = 0; step < 16; step++)
        {
            operation = operation.Bare();
            if (operation is not ILocalReferenceOperation local
                || Only(local.Local) is not { Part: -1, Value: { } value }) return operation;
            operation = value;
        }

        return operation;
    }

    /// <summary>Returns the rows of a dataset; null where the body does not tell.</summary>
    public Rows? RowsOf(IOperation? operation)
    {
        operation = operation.Bare();
        switch (operation)
        {
            case ILocalReferenceOperation local when Only(local.Local) is { } only:
                if (only.Part >= 0) return PartOf(local.Local, local.Local.Name, only.Value, only.Part);
                return only.Value.Bare() is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                    || IsKeeping(only.Value.Bare()) ? RowsOf(only.Value) : new Rows(local.Local, local.Local.Name, -1, null, null);
            case IParameterReferenceOperation parameter when !_definitions.ContainsKey(parameter.Parameter):
                return new Rows(parameter.Parameter, parameter.Parameter.Name, -1, null, null);
            case IFieldReferenceOperation { Instance: { } tuple } field when tuple.Type?.IsTupleType == true:
                int part = field.Field.CorrespondingTupleField?.Name == "Item1" ? 0 : 1;
                return tuple.Bare() is ILocalReferenceOperation split && Only(split.Local) is { Part: -1 } defined
                    ? PartOf((split.Local, part), field.Syntax.ToString(), defined.Value, part) : null;
            case IInvocationOperation call when IsKeeping(call):
                return RowsOf(call.Receiver());
            default:
                return null;
        }
    }

    /// <summary>Returns the split that a variable got its value from at any time; null for none.</summary>
    public IInvocationOperation? SplitOf(IOperation? operation) => operation.Bare() switch
    {
        ILocalReferenceOperation local when _definitions.TryGetValue(local.Local, out List<Definition>? all) =>
            all.Where(definition => definition.Part >= 0).Select(definition => definition.Value.Bare()).OfType<IInvocationOperation>()
                .FirstOrDefault(IsSplit),
        { } other => RowsOf(other)?.Split,
        null => null,
    };

    /// <summary>Returns the variable that holds the other part of a split; null where there is none.</summary>
    public string? Sibling(Rows rows) => rows.Split is null ? null : _definitions
        .Where(pair => pair.Value is [var only] && only.Part == 1 - rows.Part && only.Value.Bare() == rows.Split)
        .Select(pair => pair.Key.Name).FirstOrDefault();

    /// <summary>Returns every call that a dataset went through, the last one first.</summary>
    public IEnumerable<IInvocationOperation> Past(IOperation? data)
    {
        for (int step = 0; step < 32 && data is not null; step++)
        {
            IOperation? value = Resolve(data);
            if (value is ILocalReferenceOperation local) value = Only(local.Local)?.Value.Bare();
            else if (value is IFieldReferenceOperation { Instance: { } tuple } && tuple.Type?.IsTupleType == true) value = Resolve(tuple);
            if (value is not IInvocationOperation call) yield break;
            yield return call;
            data = call.Receiver();
        }
    }

    private Rows? PartOf(object key, string name, IOperation value, int part) =>
        Resolve(value) is IInvocationOperation call && IsSplit(call) ? new Rows(key, name, part, call, RowsOf(call.Receiver())) : null;

    private static bool IsSplit(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("Split", StringComparison.Ordinal) && call.Receiver().Bare()?.Type.IsOurs("Dataset") == true
            && call.TargetMethod.ReturnType.IsTupleType;

    private static bool IsKeeping(IOperation? operation) => operation is IInvocationOperation call && call.IsOn("Dataset", Keeping);

    private Definition? Only(ISymbol symbol) => _definitions.TryGetValue(symbol, out List<Definition>? all)
        && all is [var only] ? only : null;

    private void Define(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                Add(declarator.Symbol, value, -1);
                break;
            case ISimpleAssignmentOperation assignment:
                Add(SymbolOf(assignment.Target), assignment.Value, -1);
                break;
            case IDeconstructionAssignmentOperation { Target: var target } deconstruction:
                if (target is IDeclarationExpressionOperation { Expression: var declared }) target = declared;
                if (target is not ITupleOperation tuple) break;
                for (int part = 0; part < tuple.Elements.Length; part++) Add(SymbolOf(tuple.Elements[part]), deconstruction.Value, part);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Add(SymbolOf(argument.Value), argument.Value, -1);
                Add(SymbolOf(argument.Value), argument.Value, -1);
                break;
        }
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => SymbolOf(declaration.Expression),
        _ => null,
    };

    private void Add(ISymbol? symbol, IOperation value, int part)
    {
        if (symbol is null) return;
        if (!_definitions.TryGetValue(symbol, out List<Definition>? all)) _definitions[symbol] = all = [];
        all.Add(new Definition(value, part));
    }

    /// <summary>A value that a variable gets.</summary>
    /// <param name="Value">The value, or the tuple that it is a part of.</param>
    /// <param name="Part">The place in a tuple that is taken apart; else -1.</param>
    private sealed record Definition(IOperation Value, int Part);
}
