using System.Linq.Expressions;
using System.Reflection;

namespace FraudMl.Conventions.Tests.Definitions;

/// <summary>Makes expressions over rows as the compiler makes them from lambdas.</summary>
internal sealed class RandomExpressions(Random random)
{
    private static readonly ParameterExpression Row = Expression.Parameter(typeof(FeatureRow), "row");

    private static readonly MethodInfo[] Functions =
    [
        .. typeof(MathF).GetMethods().Where(method => method.IsStatic && method.ReturnType == typeof(float)
            && method.Name is "Log" or "Log2" or "Log10" or "Exp" or "Sqrt" or "Abs" or "Floor" or "Ceiling" or "Round" or "Truncate"
                or "Min" or "Max" or "Pow"
                or "Sin" or "Cos" or "Tan" or "Asin" or "Acos" or "Atan" or "Sinh" or "Cosh" or "Tanh"
            && method.GetParameters().Length == (method.Name is "Min" or "Max" or "Pow" ? 2 : 1)),
        typeof(Math).GetMethod("Clamp", [typeof(float), typeof(float), typeof(float)])!,
    ];

    public Expression<Func<FeatureRow, double>> Lambda() =>
        Expression.Lambda<Func<FeatureRow, double>>(Expression.Convert(Expression.Add(Column(), Number(4)), typeof(double)), Row);

    /// <summary>Returns the tree that <c>Derive</c> reads from a random lambda.</summary>
    public object Tree()
    {
        IFeatureStep step = new FraudPipelineBuilder().Derive("x", Lambda()).Train(Trainers.LogisticRegression()).Build().Steps[0];
        return step.Options.GetType().GetProperty("Expression")!.GetValue(step.Options)!;
    }

    private Expression Number(int depth)
    {
        if (depth == 0) return random.Next(3) == 0 ? Constant() : Column();
        switch (random.Next(8))
        {
            case 0: return Constant();
            case 1: return Column();
            case 2: return Expression.Negate(Number(depth - 1));
            case 3: return Expression.Condition(Truth(depth - 1), Number(depth - 1), Number(depth - 1));
            case 4:
                MethodInfo function = Functions[random.Next(Functions.Length)];
                return Expression.Call(function, function.GetParameters().Select(_ => Number(depth - 1)));
            default:
                ExpressionType type = OneOf(ExpressionType.Add, ExpressionType.Subtract, ExpressionType.Multiply, ExpressionType.Divide,
                    ExpressionType.Modulo);
                return Expression.MakeBinary(type, Number(depth - 1), Number(depth - 1));
        }
    }

    private Expression Truth(int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
        {
            return random.Next(4) switch
            {
                0 => Expression.Constant(random.Next(2) == 0),
                1 => Expression.Equal(Expression.Call(Row, nameof(FeatureRow.Text), null, Expression.Constant("Channel")),
                    OneOf<Expression>(Expression.Constant("we\"b\\"), Expression.Constant(null, typeof(string)))),
                2 => Expression.Call(typeof(float).GetMethod(OneOf("IsNaN", "IsFinite", "IsInfinity"))!, Number(0)),
                _ => Expression.MakeBinary(OneOf(ExpressionType.LessThan, ExpressionType.LessThanOrEqual, ExpressionType.GreaterThan,
                    ExpressionType.GreaterThanOrEqual, ExpressionType.Equal, ExpressionType.NotEqual), Number(0), Number(0)),
            };
        }

        return random.Next(5) switch
        {
            0 => Expression.Not(Truth(depth - 1)),
            1 => Expression.AndAlso(Truth(depth - 1), Truth(depth - 1)),
            2 => Expression.OrElse(Truth(depth - 1), Truth(depth - 1)),
            3 => Expression.Condition(Truth(depth - 1), Truth(depth - 1), Truth(depth - 1)),
            _ => Expression.MakeBinary(OneOf(ExpressionType.Equal, ExpressionType.NotEqual), Truth(depth - 1), Truth(depth - 1)),
        };
    }

    private static MethodCallExpression Column() =>
        Expression.Call(Row, typeof(FeatureRow).GetMethod("get_Item")!, Expression.Constant("Amount \"€\""));

    private ConstantExpression Constant() =>
        Expression.Constant(OneOf(0f, -0f, 1f, -2.5f, 0.1f, 1e-30f, 3.4e38f, float.NaN, float.PositiveInfinity, float.NegativeInfinity));

    private T OneOf<T>(params T[] values) => values[random.Next(values.Length)];
}
