namespace FraudMl;

internal static class ParameterValues
{
    /// <summary>Returns a range's value at a place, whole numbers as integers.</summary>
    public static object ValueAt(this NumericParameter range, double share) =>
        range.IsInteger ? Whole(range.At(share)) : range.At(share);

    /// <summary>Returns the points that a grid tries of a range, spread evenly from end to end.</summary>
    public static object[] Points(this NumericParameter parameter, int pointCount) =>
        [.. Enumerable.Range(0, pointCount).Select(point => parameter.ValueAt(pointCount == 1 ? 0.5 : point / (pointCount - 1.0)))
            .Distinct()];

    /// <summary>Returns what a search says to a kind of parameter that it does not know.</summary>
    public static FraudMlException Unknown(TunableParameter parameter) =>
        new($"{parameter.Name} is a {parameter.GetType().Name}, and this search knows numeric ranges and choices. Use "
            + $"ParameterSpace.Range or ParameterSpace.Choices.");

    /// <summary>Returns a whole number as an integer.</summary>
    public static object Whole(double value)
    {
        if (value is >= int.MinValue and <= int.MaxValue) return Convert.ToInt32(value);
        return Convert.ToInt64(value);
    }
}
