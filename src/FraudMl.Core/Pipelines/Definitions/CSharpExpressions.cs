using System.Diagnostics.CodeAnalysis;

namespace FraudMl;

/// <summary>Prints expressions over rows as the C# that <see cref="DerivedParser"/> reads them from.</summary>
[RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
internal static class CSharpExpressions
{
    public static string Lambda(DerivedNode node) => $"row => {Of(node, isTruth: false)}";

    private static string Of(DerivedNode node, bool isTruth) => node switch
    {
        DerivedNumber number when isTruth => number.Value != 0 ? "true" : "false",
        DerivedNumber number => CSharpValues.Number(number.Value),
        DerivedColumn column => $"row[{CSharpValues.Text(column.Name)}]",
        DerivedTextTest test => $"row.Text({CSharpValues.Text(test.Name)}) "
            + $"== {(test.Text is null ? "null" : CSharpValues.Text(test.Text))}",
        DerivedCall call => Call(call, isTruth),
        _ => throw new FraudMlException($"'{node}' can't be written as C#."),
    };

    private static string Call(DerivedCall call, bool isTruth)
    {
        if (call.Function == DerivedFunction.Select)
        {
            bool choosesTruths = isTruth || IsTruth(call);
            return $"{Operand(call.Arguments[0], true)} ? {Operand(call.Arguments[1], choosesTruths)} "
                + $": {Operand(call.Arguments[2], choosesTruths)}";
        }

        if (Operator(call.Function) is not { } symbol)
            return $"{Method(call.Function)}({string.Join(", ", call.Arguments.Select(argument => Of(argument, isTruth: false)))})";
        bool areTruths = call.Function is DerivedFunction.And or DerivedFunction.Or or DerivedFunction.Not
            || (call.Function is DerivedFunction.Equal or DerivedFunction.NotEqual && call.Arguments.Any(IsTruth));
        return call.Arguments.Count == 1
            ? $"{symbol}{Operand(call.Arguments[0], areTruths)}"
            : $"{Operand(call.Arguments[0], areTruths)} {symbol} {Operand(call.Arguments[1], areTruths)}";
    }

    private static string Operand(DerivedNode node, bool isTruth)
    {
        string text = Of(node, isTruth);
        bool isSimple = node is DerivedColumn || (node is DerivedNumber && text[0] != '-')
            || (node is DerivedCall call && call.Function != DerivedFunction.Select && Operator(call.Function) is null);
        return isSimple ? text : $"({text})";
    }

    private static bool IsTruth(DerivedNode node) => node switch
    {
        DerivedTextTest => true,
        DerivedCall { Function: DerivedFunction.Select } choice => IsTruth(choice.Arguments[1]) || IsTruth(choice.Arguments[2]),
        DerivedCall call => call.Function.IsTruth(),
        _ => false,
    };

    private static string? Operator(DerivedFunction function) => function switch
    {
        DerivedFunction.Add => "+",
        DerivedFunction.Subtract or DerivedFunction.Negate => "-",
        DerivedFunction.Multiply => "*",
        DerivedFunction.Divide => "/",
        DerivedFunction.Remainder => "%",
        DerivedFunction.Less => "<",
        DerivedFunction.LessOrEqual => "<=",
        DerivedFunction.Greater => ">",
        DerivedFunction.GreaterOrEqual => ">=",
        DerivedFunction.Equal => "==",
        DerivedFunction.NotEqual => "!=",
        DerivedFunction.And => "&&",
        DerivedFunction.Or => "||",
        DerivedFunction.Not => "!",
        _ => null,
    };

    // Math has Clamp, and MathF, which keeps to floats, has the others.
    private static string Method(DerivedFunction function) => function switch
    {
        DerivedFunction.IsNaN or DerivedFunction.IsFinite or DerivedFunction.IsInfinity => $"float.{function}",
        DerivedFunction.Clamp => "Math.Clamp",
        _ => $"MathF.{function}",
    };
}
