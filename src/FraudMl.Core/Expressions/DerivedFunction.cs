using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>What a derived expression can compute. Truth is 1 and 0.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DerivedFunction>))]
internal enum DerivedFunction
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Negate,
    Log,
    Log2,
    Log10,
    Exp,
    Sqrt,
    Abs,
    Floor,
    Ceiling,
    Round,
    Min,
    Max,
    Pow,
    Sin,
    Cos,
    Tan,
    Tanh,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Truncate,
    Clamp,
    IsFinite,
    IsInfinity,
    IsNaN,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Not,
    Select,
}

internal static class DerivedFunctions
{
    /// <summary>Returns how many arguments a function takes.</summary>
    public static int ArgumentCount(this DerivedFunction function) => function switch
    {
        DerivedFunction.Clamp or DerivedFunction.Select => 3,
        DerivedFunction.Add or DerivedFunction.Subtract or DerivedFunction.Multiply or DerivedFunction.Divide
            or DerivedFunction.Remainder => 2,
        DerivedFunction.Min or DerivedFunction.Max or DerivedFunction.Pow => 2,
        >= DerivedFunction.Less and <= DerivedFunction.Or => 2,
        _ => 1,
    };

    /// <summary>Returns whether a function gives true or false.</summary>
    public static bool IsTruth(this DerivedFunction function) => function is >= DerivedFunction.IsFinite and <= DerivedFunction.Not;
}
