namespace FraudMl;

internal static class ParameterValues
{
    /// <summary>Returns a parameter's value at a place of its range, whole numbers as integers.</summary>
    public static object ValueAt(this TunableParameter parameter, double share) => parameter switch
    {
        NumericParameter { IsInteger: true } number => Whole(number.At(share)),
        NumericParameter number => number.At(share),
        ChoiceParameter choice => choice.Choices[Math.Min((int)(share * choice.Choices.Count), choice.Choices.Count - 1)],
        _ => throw Unknown(parameter),
    };

    /// <summary>Returns the value of a uniform draw. Whole numbers get half a step more at each end, or the ends would come half as often.</summary>
    public static object Draw(this TunableParameter parameter, double share)
    {
        if (parameter is not NumericParameter { IsInteger: true } whole || (whole.Scale == Scale.Log && whole.Low < 1)) return parameter.ValueAt(share);
        double drawn = (whole with { Low = whole.Low - 0.5, High = whole.High + 0.5, IsInteger = false }).At(share);
        return Whole(Math.Clamp(Math.Round(drawn), whole.Low, whole.High));
    }

    /// <summary>Returns the values that a grid tries: every choice, or points spread evenly from end to end.</summary>
    public static object[] Points(this TunableParameter parameter, int pointCount) => parameter switch
    {
        ChoiceParameter choice => [.. choice.Choices],
        NumericParameter => [.. Enumerable.Range(0, pointCount).Select(point => parameter.ValueAt(pointCount == 1 ? 0.5 : point / (pointCount - 1.0))).Distinct()],
        _ => throw Unknown(parameter),
    };

    private static object Whole(double value)
    {
        if (value is >= int.MinValue and <= int.MaxValue) return Convert.ToInt32(value);
        return Convert.ToInt64(value);
    }

    private static FraudMlException Unknown(TunableParameter parameter) =>
        new($"{parameter.Name} is a {parameter.GetType().Name}, and this search knows numeric ranges and choices. Use ParameterSpace.Range or ParameterSpace.Choices.");
}
