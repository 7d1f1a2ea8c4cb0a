namespace FraudMl;

internal static class ParameterValues
{
    /// <summary>Returns a parameter's value at a place of its range, whole numbers as integers.</summary>
    public static object ValueAt(this TunableParameter parameter, double share) => parameter switch
    {
        NumericParameter { IsInteger: true } number => Whole(number.At(share)),
        NumericParameter number => number.At(share),
        ChoiceParameter choice => choice.Choices[choice.PlaceAt(share)],
        _ => throw Unknown(parameter),
    };

    /// <summary>Returns the choice at a place of the list, as a share.</summary>
    public static int PlaceAt(this ChoiceParameter choice, double share) =>
        Math.Min((int)(share * choice.Choices.Count), choice.Choices.Count - 1);

    /// <summary>Returns the value of a uniform draw. Whole numbers get half a step more at each end, or the ends would
    /// come half as often.</summary>
    public static object Draw(this TunableParameter parameter, double share)
    {
        if (parameter is not NumericParameter { IsInteger: true } whole || (whole.Scale == Scale.Log && whole.Low < 1))
            return parameter.ValueAt(share);
        double drawn = (whole with { Low = whole.Low - 0.5, High = whole.High + 0.5, IsInteger = false }).At(share);
        return Whole(Math.Clamp(Math.Round(drawn), whole.Low, whole.High));
    }

    /// <summary>Returns the points that a grid tries of a range, spread evenly from end to end.</summary>
    public static object[] Points(this NumericParameter parameter, int pointCount) =>
        [.. Enumerable.Range(0, pointCount).Select(point => parameter.ValueAt(pointCount == 1 ? 0.5 : point / (pointCount - 1.0)))
            .Distinct()];

    /// <summary>Returns what a search says to a kind of parameter that it does not know.</summary>
    public static FraudMlException Unknown(TunableParameter parameter) =>
        new($"{parameter.Name} is a {parameter.GetType().Name}, and this search knows numeric ranges and choices. Use "
            + $"ParameterSpace.Range or ParameterSpace.Choices.");

    private static object Whole(double value)
    {
        if (value is >= int.MinValue and <= int.MaxValue) return Convert.ToInt32(value);
        return Convert.ToInt64(value);
    }
}
