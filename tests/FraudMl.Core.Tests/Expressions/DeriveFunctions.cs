using System.Linq.Expressions;

namespace FraudMl.Tests;

/// <summary>Every construct that Derive supports, with what C# computes for it.</summary>
internal static class DeriveFunctions
{
    private const float Captured = 2.5f;
    private static readonly float Field = 0.75f;

    public static IReadOnlyDictionary<string, (Expression<Func<FeatureRow, double>> Expression,
        Func<float, float, double> Computed)> All { get; } = Functions();

    public static IEnumerable<IFeatureStep> Steps =>
        All.Select(function => new DeriveStep(new(function.Key, DerivedParser.Parse(function.Value.Expression, function.Key))));

    private static Dictionary<string, (Expression<Func<FeatureRow, double>>, Func<float, float, double>)> Functions()
    {
        float local = 3;
        int whole = 4;
        string name = "amount";
        return new()
        {
            ["Add"] = (row => row["amount"] + row["balance"], (a, b) => a + b),
            ["Subtract"] = (row => row["amount"] - row["balance"], (a, b) => a - b),
            ["Multiply"] = (row => row["amount"] * row["balance"], (a, b) => a * b),
            ["Divide"] = (row => row["amount"] / row["balance"], (a, b) => a / b),
            ["Remainder"] = (row => row["amount"] % 7, (a, b) => a % 7),
            ["Negate"] = (row => -row["balance"], (a, b) => -b),
            ["Log"] = (row => MathF.Log(1 + row["amount"]), (a, b) => MathF.Log(1 + a)),
            ["Log of doubles"] = (row => Math.Log(row["balance"]), (a, b) => MathF.Log(b)),
            ["Log2"] = (row => MathF.Log2(row["amount"]), (a, b) => MathF.Log2(a)),
            ["Log10"] = (row => MathF.Log10(row["amount"]), (a, b) => MathF.Log10(a)),
            ["Exp"] = (row => MathF.Exp(row["balance"]), (a, b) => MathF.Exp(b)),
            ["Sqrt"] = (row => MathF.Sqrt(row["balance"]), (a, b) => MathF.Sqrt(b)),
            ["Abs"] = (row => MathF.Abs(row["balance"]), (a, b) => MathF.Abs(b)),
            ["Floor"] = (row => MathF.Floor(row["balance"]), (a, b) => MathF.Floor(b)),
            ["Ceiling"] = (row => MathF.Ceiling(row["balance"]), (a, b) => MathF.Ceiling(b)),
            ["Round"] = (row => MathF.Round(row["balance"]), (a, b) => MathF.Round(b)),
            ["Min"] = (row => MathF.Min(row["amount"], row["balance"]), (a, b) => MathF.Min(a, b)),
            ["Max"] = (row => Math.Max(row["amount"], row["balance"]), (a, b) => MathF.Max(a, b)),
            ["Pow"] = (row => MathF.Pow(row["balance"], 3), (a, b) => MathF.Pow(b, 3)),
            ["Pow of columns"] = (row => MathF.Pow(row["amount"], row["balance"] / 10), (a, b) => MathF.Pow(a, b / 10)),
            ["Sin"] = (row => MathF.Sin(row["balance"]), (a, b) => MathF.Sin(b)),
            ["Cos"] = (row => MathF.Cos(row["balance"]), (a, b) => MathF.Cos(b)),
            ["Tan"] = (row => MathF.Tan(row["balance"]), (a, b) => MathF.Tan(b)),
            ["Tanh"] = (row => MathF.Tanh(row["balance"]), (a, b) => MathF.Tanh(b)),
            ["Asin"] = (row => MathF.Asin(row["balance"] / 10), (a, b) => MathF.Asin(b / 10)),
            ["Acos"] = (row => MathF.Acos(row["balance"] / 10), (a, b) => MathF.Acos(b / 10)),
            ["Atan"] = (row => MathF.Atan(row["balance"]), (a, b) => MathF.Atan(b)),
            ["Sinh"] = (row => MathF.Sinh(row["balance"]), (a, b) => MathF.Sinh(b)),
            ["Cosh"] = (row => Math.Cosh(row["balance"]), (a, b) => MathF.Cosh(b)),
            ["Truncate"] = (row => MathF.Truncate(row["balance"]), (a, b) => MathF.Truncate(b)),
            ["Clamp"] = (row => Math.Clamp(row["amount"], -1f, row["balance"] + 20), (a, b) => Math.Clamp(a, -1, b + 20)),
            ["IsFinite"] = (row => float.IsFinite(1 / row["amount"]) ? 1 : 0, (a, b) => float.IsFinite(1 / a) ? 1 : 0),
            ["IsInfinity"] = (row => double.IsInfinity(1 / MathF.Floor(row["balance"])) ? 1 : 0,
                (a, b) => float.IsInfinity(1 / MathF.Floor(b)) ? 1 : 0),
            ["Text"] = (row => row.Text("city") == "Paris" ? 1 : row.Text("kind") != "web" ? 2 : 3, null!),
            ["Text of nobody"] = (row => row.Text("city") == "Atlantis" ? 1 : row["balance"], (a, b) => b),
            ["Missing text"] = (row => row.Text("city") == null || string.IsNullOrEmpty(row.Text("kind")) ? 1 : 0, null!),
            ["Angles of every size"] = (row => MathF.Sin(row["angle"]) + MathF.Cos(row["angle"]) + MathF.Tanh(row["angle"]), null!),
            ["IsNaN"] = (row => float.IsNaN(row["amount"]) ? 1 : 0, (a, b) => float.IsNaN(a) ? 1 : 0),
            ["IsNaN of doubles"] = (row => double.IsNaN(row["amount"]) ? 2 : row["amount"], (a, b) => float.IsNaN(a) ? 2 : a),
            ["Less"] = (row => row["amount"] < 100 ? 1 : 0, (a, b) => a < 100 ? 1 : 0),
            ["LessOrEqual"] = (row => row["balance"] <= 0 ? row["amount"] : -1, (a, b) => b <= 0 ? a : -1),
            ["Greater"] = (row => row["amount"] > row["balance"] ? 1 : 0, (a, b) => a > b ? 1 : 0),
            ["GreaterOrEqual"] = (row => row["balance"] >= 0 ? 1 : 0, (a, b) => b >= 0 ? 1 : 0),
            ["Equal"] = (row => MathF.Round(row["balance"]) == 2 ? 1 : 0, (a, b) => MathF.Round(b) == 2 ? 1 : 0),
            ["NotEqual"] = (row => MathF.Round(row["balance"]) != 2 ? 1 : 0, (a, b) => MathF.Round(b) != 2 ? 1 : 0),
            ["And"] = (row => row["amount"] > 10 && row["balance"] > 0 ? 1 : 0, (a, b) => a > 10 && b > 0 ? 1 : 0),
            ["Or"] = (row => row["amount"] > 1000 || row["balance"] > 0 ? 1 : 0, (a, b) => a > 1000 || b > 0 ? 1 : 0),
            ["Not"] = (row => !(row["amount"] > 10) ? 1 : 0, (a, b) => !(a > 10) ? 1 : 0),
            ["A captured local"] = (row => row[name] * local, (a, b) => a * 3),
            ["A captured integer"] = (row => row["amount"] * whole + 1, (a, b) => (a * 4) + 1),
            ["Constants and fields"] = (row => row["amount"] * Captured + Field + MathF.PI, (a, b) => (a * 2.5f) + 0.75f + MathF.PI),
            ["Nested"] = (row => MathF.Sqrt(MathF.Abs(row["balance"]) + MathF.Max(1, MathF.Log(1 + row["amount"]))),
                (a, b) => MathF.Sqrt(MathF.Abs(b) + MathF.Max(1, MathF.Log(1 + a)))),
        };
    }
}
