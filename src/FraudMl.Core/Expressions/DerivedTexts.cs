using System.Linq.Expressions;

namespace FraudMl;

/// <summary>Reads comparisons of a text column with a text or with null.</summary>
internal static class DerivedTexts
{
    /// <summary>Returns the test that an expression makes, or null when it is none.</summary>
    public static DerivedNode? Read(Expression expression, ParameterExpression row, Func<Expression, object?> constant) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.Equal } equal => Test(equal.Left, equal.Right, row, constant),
        BinaryExpression { NodeType: ExpressionType.NotEqual } unequal => Not(Test(unequal.Left, unequal.Right, row, constant)),
        MethodCallExpression { Method.Name: "Equals" } call when call.Method.DeclaringType == typeof(string)
            && call is { Object: null, Arguments.Count: 2 } =>
            Test(call.Arguments[0], call.Arguments[1], row, constant),
        MethodCallExpression { Method.Name: "IsNullOrEmpty" } call when call.Method.DeclaringType == typeof(string)
            && Column(call.Arguments[0], row, constant) is { } column =>
            new DerivedTextTest(column, null),
        _ => null,
    };

    private static DerivedCall? Not(DerivedNode? test) => test is null ? null : new DerivedCall(DerivedFunction.Not, [test]);

    private static DerivedTextTest? Test(Expression left, Expression right, ParameterExpression row, Func<Expression, object?> constant)
    {
        if (Column(left, row, constant) is not { } column) return Column(right, row, constant) is null
            ? null : Test(right, left, row, constant);
        return right switch
        {
            ConstantExpression { Value: null } => new DerivedTextTest(column, null),
            // An empty text is a missing one everywhere: in files, in requests and in graphs.
            _ when constant(right) is string text => new DerivedTextTest(column, text.Length == 0 ? null : text),
            _ => null,
        };
    }

    private static string? Column(Expression expression, ParameterExpression row, Func<Expression, object?> constant) =>
        expression is MethodCallExpression { Method.Name: nameof(FeatureRow.Text) } call && call.Object == row
            ? constant(call.Arguments[0]) as string : null;
}
