using FraudMl.Onnx;

namespace FraudMl;

/// <summary>p = g / c, at most 1, where g is the probability of being labelled.</summary>
/// <remarks>A thousandth of p is the sigmoid of the margin: it keeps the order of rows where g is flat or reaches c.</remarks>
/// <param name="Labelled">g by margin.</param>
/// <param name="LabelFrequency">c, in (0, 1].</param>
[StoredAs("positive-unlabelled")]
internal sealed record PositiveUnlabelledLink(IsotonicCalibration Labelled, double LabelFrequency) : FittedCalibrator
{
    private const double Order = 0.001;

    public override double Calibrate(double margin) =>
        ((1 - Order) * Math.Min(Labelled.Calibrate(margin) / LabelFrequency, 1)) + (Order * LogOdds.ToProbability(margin));

    public override void Check()
    {
        Damaged.Unless(Labelled is not null, "the link", "lacks its curve");
        Labelled!.Check();
        Damaged.Unless(LabelFrequency is > 0 and <= 1, "the link", "has a label frequency outside of (0, 1]");
    }

    public override string Export(OnnxGraph graph, string margin)
    {
        string share = graph.Node("Div", [Labelled.Export(graph, margin), graph.Doubles([LabelFrequency])]);
        string most = graph.Node("Mul", [graph.Node("Min", [share, graph.Doubles([1])]), graph.Doubles([1 - Order])]);
        return graph.Node("Add", [most, graph.Node("Mul", [graph.Node("Sigmoid", [margin]), graph.Doubles([Order])])]);
    }
}
