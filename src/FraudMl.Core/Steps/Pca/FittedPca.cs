using System.Buffers;
using System.Numerics.Tensors;
using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl.Steps;

/// <summary>Fitted principal components; find it among <see cref="FraudModel.Steps"/>.</summary>
[StoredAs("pca")]
public sealed class FittedPca : IFittedStep, ICheckedStep
{
    private const int ChunkRowCount = 1024;

    [JsonConstructor]
    internal FittedPca(
        int[] inputs, IReadOnlyList<SchemaColumn> adds, IReadOnlyList<string> removes, double[] means, double[][] components,
        double[] explainedVariance, double totalVariance, bool whiten)
    {
        Inputs = inputs;
        Adds = adds;
        Removes = removes;
        Means = means;
        Components = components;
        ExplainedVariance = explainedVariance;
        TotalVariance = totalVariance;
        Whiten = whiten;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SchemaColumn> Adds { get; }

    /// <value>The names of the columns that the components replace, in the order of <see cref="Means"/>.</value>
    public IReadOnlyList<string> Removes { get; }

    /// <value>The mean of each column in training.</value>
    public double[] Means { get; }

    /// <value>The components, largest variance first: one unit vector over the columns each, its largest entry positive.</value>
    public double[][] Components { get; }

    /// <value>The variance of the training rows along each component, with n − 1.</value>
    public double[] ExplainedVariance { get; }

    /// <value>The variance of all columns together.</value>
    public double TotalVariance { get; }

    /// <value>Whether each component is divided by its standard deviation.</value>
    public bool Whiten { get; }

    /// <value>Each component's share of <see cref="TotalVariance"/>.</value>
    [JsonIgnore]
    public double[] ExplainedVarianceRatio => [.. ExplainedVariance.Select(variance => TotalVariance > 0 ? variance / TotalVariance : 0)];

    [JsonInclude]
    internal int[] Inputs { get; }

    /// <inheritdoc/>
    public void Transform(RowBlock block)
    {
        int width = Math.Min(ChunkRowCount, block.PaddedRowCount);
        double[] scratch = ArrayPool<double>.Shared.Rent(width * (Inputs.Length + 1));
        for (int first = 0; first < block.PaddedRowCount; first += width)
            Transform(block, first, Math.Min(width, block.PaddedRowCount - first), scratch);
        ArrayPool<double>.Shared.Return(scratch);
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "a step of principal components";
        before.RequireSlots(ColumnKind.Number, Inputs, Means?.Length ?? 0, Part);
        Damaged.Length(Components, Adds?.Count ?? 0, Part, "components");
        Damaged.Length(ExplainedVariance, Components.Length, Part, "variances");
        foreach (double[] component in Components) Damaged.Length(component, Inputs.Length, Part, "weights of a component");
    }

    /// <inheritdoc/>
    public void Export(OnnxGraph graph)
    {
        string columns = graph.Node("Concat", Inputs.Select(slot => graph.Column(ColumnKind.Number, slot)), new OnnxAttribute("axis", 1L));
        string centred = graph.Node("Sub", [graph.Cast(columns, OnnxElement.Double), graph.Doubles(Means, 1, Means.Length)]);
        string weights = graph.Doubles(Enumerable.Range(0, Means.Length)
            .SelectMany(column => Components.Select(component => component[column])), Means.Length, Components.Length);
        string scores = graph.Node("Div", [graph.Node("MatMul", [centred, weights]),
            graph.Doubles(Enumerable.Range(0, Components.Length).Select(Scale), 1, Components.Length)]);
        string[] parts = graph.Nodes(
            "Split", "", [graph.Cast(scores, OnnxElement.Float), graph.Integers(Components.Select(_ => 1L), Components.Length)],
            Components.Length, new OnnxAttribute("axis", 1L));
        for (int i = 0; i < parts.Length; i++) graph.Define(Adds[i], parts[i]);
    }

    // The rows of a chunk stay in the nearest cache while each component walks over their columns.
    private void Transform(RowBlock block, int first, int length, double[] scratch)
    {
        for (int column = 0; column < Inputs.Length; column++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[column]).Slice(first, length);
            Span<double> centred = scratch.AsSpan(column * length, length);
            for (int row = 0; row < length; row++) centred[row] = input[row] - Means[column];
        }

        Span<double> sum = scratch.AsSpan(Inputs.Length * length, length);
        for (int i = 0; i < Components.Length; i++)
        {
            sum.Clear();
            for (int column = 0; column < Inputs.Length; column++)
                TensorPrimitives.MultiplyAdd(scratch.AsSpan(column * length, length), Components[i][column], sum, sum);
            Span<float> output = block.Numbers(Adds[i].Slot).Slice(first, length);
            double scale = Scale(i);
            for (int row = 0; row < length; row++) output[row] = (float)(sum[row] / scale);
        }
    }

    private double Scale(int component) => Whiten && ExplainedVariance[component] > 0 ? Math.Sqrt(ExplainedVariance[component]) : 1;

    /// <summary>Returns the step with the columns that it adds and ends.</summary>
    public override string ToString() => FittedStepText.Of(this);
}
