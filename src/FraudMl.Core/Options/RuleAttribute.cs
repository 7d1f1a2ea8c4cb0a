using System.Globalization;

namespace FraudMl.Options;

/// <summary>States once which values of an option are valid; it validates and prints itself into the error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RuleAttribute : Attribute
{
    /// <value>The smallest valid value, inclusive.</value>
    public double AtLeast { get; init; } = double.NaN;

    /// <value>The largest valid value, inclusive.</value>
    public double AtMost { get; init; } = double.NaN;

    /// <value>The lower bound, exclusive.</value>
    public double Above { get; init; } = double.NaN;

    /// <value>The upper bound, exclusive.</value>
    public double Below { get; init; } = double.NaN;

    /// <summary>Returns whether a value keeps the rule; NaN never does.</summary>
    /// <param name="value">The value.</param>
    public bool Allows(double value) =>
        !double.IsNaN(value)
        && !(value < AtLeast) && !(value > AtMost) && !(value <= Above) && !(value >= Below);

    /// <summary>Returns the rule in words, for example <c>in (0, 1]</c>.</summary>
    public override string ToString()
    {
        bool lower = !double.IsNaN(AtLeast) || !double.IsNaN(Above);
        bool upper = !double.IsNaN(AtMost) || !double.IsNaN(Below);
        string low = Text(double.IsNaN(AtLeast) ? Above : AtLeast);
        string high = Text(double.IsNaN(AtMost) ? Below : AtMost);
        if (lower && upper)
            return $"in {(double.IsNaN(AtLeast) ? '(' : '[')}{low}, {high}{(double.IsNaN(AtMost) ? ')' : ']')}";
        if (lower) return double.IsNaN(AtLeast) ? $"greater than {low}" : $"at least {low}";
        if (upper) return double.IsNaN(AtMost) ? $"less than {high}" : $"at most {high}";
        return "a number";
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
