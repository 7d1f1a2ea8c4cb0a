using FraudMl.Onnx;

namespace FraudMl;

/// <summary>A piecewise linear map: margins ascending, probabilities non-decreasing, constant outside.</summary>
[StoredAs("isotonic")]
internal sealed record IsotonicCalibration(double[] Margins, double[] Probabilities) : FittedCalibrator
{
    /// <summary>Finds the segment by counting the knots passed, then interpolates and clips to the segment's ends.</summary>
    public override string Export(OnnxGraph graph, string margin)
    {
        if (Margins.Length == 1) return Clamp(graph, margin, Probabilities[0], Probabilities[0]);
        margin = Clamp(graph, margin, Margins[0], Margins[^1]);
        int segments = Margins.Length - 1;
        string passed = graph.Node("GreaterOrEqual", [margin, graph.Doubles(Margins.Take(segments).Skip(1), 1, segments - 1)]);
        string counts = graph.Cast(passed, OnnxElement.Int64);
        string segment = graph.Node("ReduceSum", [counts, graph.Integers([1], 1)]);
        string Of(Func<int, double> value) =>
            graph.Node("Gather", [graph.Doubles(Enumerable.Range(0, segments).Select(value), segments), segment]);
        string low = Of(i => Probabilities[i]), high = Of(i => Probabilities[i + 1]);
        string slope = Of(i => (Probabilities[i + 1] - Probabilities[i]) / (Margins[i + 1] - Margins[i]));
        string rise = graph.Node("Mul", [graph.Node("Sub", [margin, Of(i => Margins[i])]), slope]);
        return graph.Node("Min", [graph.Node("Max", [graph.Node("Add", [low, rise]), low]), high]);
    }

    public override void Check()
    {
        const string Part = "the calibrator";
        Damaged.Unless(Margins is { Length: > 0 }, Part, "has no margins");
        Damaged.Length(Probabilities, Margins!.Length, Part, "probabilities");
        Damaged.Numbers(Margins, Part, "margins");
        Damaged.Numbers(Probabilities, Part, "probabilities");
        for (int i = 1; i < Margins.Length; i++) Damaged.Unless(Margins[i] > Margins[i - 1], Part, "has margins that do not ascend");
    }

    public override double Calibrate(double margin)
    {
        if (double.IsNaN(margin)) return double.NaN;
        int found = Array.BinarySearch(Margins, margin);
        if (found >= 0) return Probabilities[found];
        int above = ~found;
        if (above == 0) return Probabilities[0];
        if (above == Margins.Length) return Probabilities[^1];
        double low = Probabilities[above - 1], high = Probabilities[above];
        double share = (margin - Margins[above - 1]) / (Margins[above] - Margins[above - 1]);
        return Math.Min(low + (high - low) * share, high);
    }

    public bool Equals(IsotonicCalibration? other) =>
        other is not null && Margins.AsSpan().SequenceEqual(other.Margins) && Probabilities.AsSpan().SequenceEqual(other.Probabilities);

    public override int GetHashCode() => HashCode.Combine(Margins.Length, Margins.FirstOrDefault(), Probabilities.LastOrDefault());

    public override string ToString() => RecordText.Of(this);
}
