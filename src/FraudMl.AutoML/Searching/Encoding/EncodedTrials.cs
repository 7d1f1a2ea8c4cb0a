namespace FraudMl;

/// <summary>Trials as points of a space; each is encoded once.</summary>
internal sealed class EncodedTrials(EncodedSpace space)
{
    private readonly List<(ParameterSet Parameters, double[]? Point)> _known = [];

    /// <summary>Returns the point of each trial; null where a trial is none of this space.</summary>
    public double[]?[] Of(IReadOnlyList<SearchTrial> history)
    {
        double[]?[] points = new double[]?[history.Count];
        for (int i = 0; i < history.Count; i++)
        {
            ParameterSet parameters = history[i].Parameters;
            if (i == _known.Count) _known.Add((parameters, space.Encode(parameters)));
            else if (!ReferenceEquals(_known[i].Parameters, parameters)) _known[i] = (parameters, space.Encode(parameters));
            points[i] = _known[i].Point;
        }

        return points;
    }
}
