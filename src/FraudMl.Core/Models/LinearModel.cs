using FraudMl.Onnx;

namespace FraudMl.Models;

/// <summary>A linear model: margin = bias + Σ weight · feature.</summary>
/// <param name="Weights">One weight per feature.</param>
/// <param name="Bias">The margin of a row of zeros.</param>
[StoredAs("linear")]
public sealed record LinearModel(float[] Weights, double Bias) : ScoringModel
{
    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public override int FeatureCount => Weights.Length;

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
    {
        for (int row = 0; row < margins.Length; row++)
        {
            ReadOnlySpan<float> features = rows.Slice(row * Weights.Length, Weights.Length);
            double margin = Bias;
            for (int i = 0; i < features.Length; i++) margin += (double)Weights[i] * features[i];
            margins[row] = margin;
        }
    }

    /// <inheritdoc/>
    public override string Export(OnnxGraph graph, string features)
    {
        string weights = graph.Doubles(Weights.Select(weight => (double)weight), Weights.Length, 1);
        string sum = graph.Node("MatMul", [graph.Cast(features, OnnxElement.Double), weights]);
        return graph.Node("Add", [sum, graph.Doubles([Bias])]);
    }

    /// <inheritdoc/>
    public override void Check()
    {
        foreach (float weight in Damaged.Required(Weights, "the linear model", "weights"))
            Damaged.Unless(!float.IsNaN(weight), "the linear model", "has weights that are no numbers");
        Damaged.Numbers([Bias], "the linear model", "biases");
    }

    /// <summary>Returns what kind of model it is and its size.</summary>
    public override string ToString() => FormattableString.Invariant($"linear model of {Weights.Length} features");
}
