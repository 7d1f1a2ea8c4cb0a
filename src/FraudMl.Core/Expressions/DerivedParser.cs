using System.Linq.Expressions;
using System.Reflection;

namespace FraudMl;

/// <summary>Reads a C# expression into a <see cref="DerivedNode"/>, or says what is not supported.</summary>
internal static class DerivedParser
{
    private const string Supported =
        "row[\"Column\"], numbers, + - * / %, comparisons, && || !, ?:, row.Text(\"Column\") == or != a text or null, "
        + "string.IsNullOrEmpty, "
        + "float.IsNaN, float.IsFinite, float.IsInfinity, and these functions of Math and MathF: Log, Log2, Log10, Exp, Sqrt, Abs, "
        + "Floor, Ceiling, "
        + "Round, Truncate, Min, Max, Clamp, Pow, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh";

    /// <summary>Parses an expression over a row; a constant is one too.</summary>
    /// <exception cref="FraudMlException">Thrown when it uses something unsupported.</exception>
    public static DerivedNode Parse(LambdaExpression lambda, string what) => Parse(lambda.Body, lambda.Parameters[0], what);

    /// <summary>Parses an expression that makes a column out of others.</summary>
    /// <exception cref="FraudMlException">Thrown when it uses something unsupported, or reads no column.</exception>
    public static DerivedNode ParseColumn(LambdaExpression lambda, string what)
    {
        DerivedNode node = Parse(lambda, what);
        return node.Columns().Any() ? node : throw new FraudMlException($"{what} must read at least one column.");
    }

    private static DerivedNode Parse(Expression expression, ParameterExpression row, string what)
    {
        DerivedNode Inner(Expression part) => Parse(part, row, what);
        DerivedNode Call(DerivedFunction function, params Expression[] arguments) => DerivedCall.Of(function, [.. arguments.Select(Inner)]);

        if (DerivedTexts.Read(expression, row, Constant) is { } text) return text;
        switch (expression)
        {
            case UnaryExpression { NodeType: ExpressionType.Convert } convert when IsFloating(convert.Type):
                return Inner(convert.Operand);
            case UnaryExpression unary when Operator(unary.NodeType) is { } function && !IsWhole(unary.Type):
                return Call(function, unary.Operand);
            case BinaryExpression binary when Operator(binary.NodeType) is { } function && !IsWhole(binary.Type):
                return Call(function, binary.Left, binary.Right);
            case ConditionalExpression choice:
                return Call(DerivedFunction.Select, choice.Test, choice.IfTrue, choice.IfFalse);
            case MethodCallExpression { Method.Name: "get_Item" } index when index.Object == row:
                return new DerivedColumn(Convert.ToString(Constant(index.Arguments[0]), System.Globalization.CultureInfo.InvariantCulture)
                    ?? throw Unsupported(index, what));
            case MethodCallExpression call when Function(call.Method) is { } function && call.Arguments.Count == function.ArgumentCount():
                return Call(function, [.. call.Arguments]);
        }

        return Constant(expression) is IConvertible number
            && number.GetTypeCode() is TypeCode.Boolean or (>= TypeCode.SByte and <= TypeCode.Decimal)
            ? new DerivedNumber(Convert.ToSingle(number, System.Globalization.CultureInfo.InvariantCulture))
            : throw Unsupported(expression, what);
    }

    private static bool IsFloating(Type type) => type == typeof(float) || type == typeof(double);

    // Everything is computed in floats: arithmetic that C# does in integers, where 7 / 2 is 3, would come out differently.
    private static bool IsWhole(Type type) => !IsFloating(type) && type != typeof(bool);

    private static DerivedFunction? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Add => DerivedFunction.Add,
        ExpressionType.Subtract => DerivedFunction.Subtract,
        ExpressionType.Multiply => DerivedFunction.Multiply,
        ExpressionType.Divide => DerivedFunction.Divide,
        ExpressionType.Modulo => DerivedFunction.Remainder,
        ExpressionType.Negate => DerivedFunction.Negate,
        ExpressionType.LessThan => DerivedFunction.Less,
        ExpressionType.LessThanOrEqual => DerivedFunction.LessOrEqual,
        ExpressionType.GreaterThan => DerivedFunction.Greater,
        ExpressionType.GreaterThanOrEqual => DerivedFunction.GreaterOrEqual,
        ExpressionType.Equal => DerivedFunction.Equal,
        ExpressionType.NotEqual => DerivedFunction.NotEqual,
        ExpressionType.AndAlso => DerivedFunction.And,
        ExpressionType.OrElse => DerivedFunction.Or,
        ExpressionType.Not => DerivedFunction.Not,
        _ => null,
    };

    private static DerivedFunction? Function(MethodInfo method)
    {
        bool math = method.DeclaringType == typeof(Math) || method.DeclaringType == typeof(MathF);
        bool test = method.Name is "IsNaN" or "IsFinite" or "IsInfinity"
            && (method.DeclaringType == typeof(float) || method.DeclaringType == typeof(double));
        return (math || test) && Enum.TryParse(method.Name, out DerivedFunction function) ? function : null;
    }

    // Captured variables are members of a closure object: read by reflection, so that nothing of the user's expression is run.
    private static object? Constant(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(
            member.Expression is null ? null : Constant(member.Expression)),
        UnaryExpression { NodeType: ExpressionType.Convert } convert when !IsFloating(convert.Operand.Type) => Constant(convert.Operand),
        _ => null,
    };

    private static FraudMlException Unsupported(Expression expression, string what) =>
        new($"{what} uses '{expression}', which is not supported. Supported are {Supported}.");
}
