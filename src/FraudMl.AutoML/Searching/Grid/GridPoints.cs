namespace FraudMl;

/// <summary>The points of a grid over a space, numbered; a choice has one for each point of what it brings with it.</summary>
internal sealed class GridPoints(ParameterSpace space, int pointsPerParameter)
{
    private readonly Axis[] _axes = [.. space.Parameters.Select(parameter => Axis.Of(parameter, pointsPerParameter))];

    /// <value>How many there are; a double, because they are soon more than can be numbered.</value>
    public double Count => _axes.Aggregate(1.0, (product, axis) => product * axis.Count);

    /// <summary>Returns the values of a point.</summary>
    public ParameterSet Of(int point)
    {
        var values = new Dictionary<string, object>();
        Write(point, values);
        return new ParameterSet(values);
    }

    private void Write(int point, Dictionary<string, object> values)
    {
        foreach (Axis axis in _axes)
        {
            int count = (int)axis.Count;
            axis.Write(point % count, values);
            point /= count;
        }
    }

    private sealed record Axis(string Name, object[] Values, GridPoints?[] Children)
    {
        public double Count => Children.Sum(child => child?.Count ?? 1);

        public static Axis Of(TunableParameter parameter, int pointCount) => parameter switch
        {
            ChoiceParameter choice => new(choice.Name, [.. choice.Choices],
                [.. choice.Choices.Select((_, i) => Below(choice.ChildrenOf(i), pointCount))]),
            NumericParameter range when range.Points(pointCount) is var points => new(range.Name, points, new GridPoints?[points.Length]),
            _ => throw ParameterValues.Unknown(parameter),
        };

        public void Write(int place, Dictionary<string, object> values)
        {
            int value = 0;
            for (int count; place >= (count = (int)(Children[value]?.Count ?? 1)); value++) place -= count;
            values[Name] = Values[value];
            Children[value]?.Write(place, values);
        }

        private static GridPoints? Below(ParameterSpace children, int pointCount) =>
            children.Parameters.Count > 0 ? new GridPoints(children, pointCount) : null;
    }
}
