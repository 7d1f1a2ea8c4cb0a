namespace FraudMl;

/// <summary>A space, conditional or not, as a row of dimensions; a point has a coordinate for each, NaN where its choice is not
/// taken.</summary>
internal sealed class EncodedSpace
{
    // What most spaces need once and thin ones sometimes need; then any point will do that keeps the rules.
    private const int MostDraws = 1000, MostDrawsAtStart = 10_000;

    private readonly ParameterSpace _space;
    private readonly double[]? _known;

    private EncodedSpace(ParameterSpace space, IReadOnlyList<EncodedDimension> dimensions)
    {
        (_space, Dimensions) = (space, dimensions);
        if (space.Rules.Count == 0) return;
        var random = new Random(1);
        _known = Allowed(() => Raw(random), MostDrawsAtStart) ?? throw new FraudMlException(
            $"No point of the space keeps all its rules: {string.Join("; ", space.Rules)}. Widen a range or leave a rule out.");
    }

    /// <value>The dimensions; what a choice brings with it stands right after it.</value>
    public IReadOnlyList<EncodedDimension> Dimensions { get; }

    public int Count => Dimensions.Count;

    /// <summary>Returns the dimensions of a space.</summary>
    /// <exception cref="FraudMlException">Thrown when the space is empty or contradicts itself, its rules included.</exception>
    public static EncodedSpace Of(ParameterSpace space)
    {
        SpaceCheck.Require(space);
        var dimensions = new List<EncodedDimension>();
        Add(space, -1, -1, dimensions);
        return new EncodedSpace(space, dimensions);
    }

    /// <summary>Returns the dimensions that are there together, those of a choice after the one that it belongs to.</summary>
    public IReadOnlyList<int[]> Groups() =>
        [.. Enumerable.Range(0, Count).GroupBy(d => (Dimensions[d].Parent, Dimensions[d].ParentChoice)).Select(group => group.ToArray())];

    /// <summary>Returns whether a dimension is there, given the coordinates of those before it.</summary>
    public bool IsActive(int dimension, ReadOnlySpan<double> point) =>
        Dimensions[dimension] is var own && (own.Parent < 0 || point[own.Parent] == own.ParentChoice);

    /// <summary>Returns whether a point keeps the rules of the space.</summary>
    public bool Allows(ReadOnlySpan<double> point) => _known is null || _space.Allows(Decode(point));

    /// <summary>Returns a point drawn uniformly from those that keep the rules.</summary>
    public double[] Draw(Random random) => Allowed(() => Raw(random)) ?? [.. _known!];

    /// <summary>Returns the next point of an even sequence that keeps the rules; a random one where there is no sequence.</summary>
    public double[] Draw(SobolSequence? sequence, Random random) => sequence is null
        ? Draw(random)
        : Allowed(() =>
        {
            double[] shares = sequence.Next();
            return Draw(d => shares[d]);
        }) ?? Draw(random);

    /// <summary>Returns the first of some proposals that keeps the rules; null where none of many does.</summary>
    public double[]? Allowed(Func<double[]> propose, int most = MostDraws)
    {
        for (int draw = 0; draw < most; draw++)
        {
            double[] point = propose();
            if (_space.Rules.Count == 0 || _space.Allows(Decode(point))) return point;
        }

        return null;
    }

    /// <summary>Returns the point of a share in [0, 1) for each dimension, whatever the rules; only those that are there are asked
    /// for.</summary>
    public double[] Draw(Func<int, double> share)
    {
        double[] point = new double[Count];
        for (int d = 0; d < Count; d++) point[d] = IsActive(d, point) ? Dimensions[d].Draw(share(d)) : double.NaN;
        return point;
    }

    /// <summary>Returns the values at a point.</summary>
    public ParameterSet Decode(ReadOnlySpan<double> point)
    {
        var values = new Dictionary<string, object>();
        for (int d = 0; d < Count; d++)
        {
            if (IsActive(d, point)) values[Dimensions[d].Name] = Dimensions[d].Decode(point[d]);
        }

        return new ParameterSet(values);
    }

    /// <summary>Returns the point of some values; null where they are none of this space.</summary>
    public double[]? Encode(ParameterSet parameters)
    {
        double[] point = new double[Count];
        for (int d = 0; d < Count; d++)
        {
            bool active = IsActive(d, point);
            point[d] = active ? Dimensions[d].Encode(parameters.Values.GetValueOrDefault(Dimensions[d].Name)) : double.NaN;
            if (active && double.IsNaN(point[d])) return null;
        }

        return point;
    }

    private double[] Raw(Random random) => Draw(_ => random.NextDouble());

    private static void Add(ParameterSpace space, int parent, int parentChoice, List<EncodedDimension> dimensions)
    {
        foreach (TunableParameter parameter in space.Parameters)
        {
            int place = dimensions.Count;
            dimensions.Add(new EncodedDimension(parameter, parent, parentChoice));
            if (parameter is not ChoiceParameter choice) continue;
            for (int i = 0; i < choice.Choices.Count; i++) Add(choice.ChildrenOf(i), place, i, dimensions);
        }
    }
}
