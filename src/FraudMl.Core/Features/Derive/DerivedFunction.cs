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
