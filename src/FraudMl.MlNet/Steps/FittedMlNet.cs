using System.Text.Json.Serialization;
using FraudMl.Onnx;
using Microsoft.ML;

namespace FraudMl;

/// <summary>Columns that a transformer of ML.NET computes.</summary>
[StoredAs("mlnet")]
internal sealed class FittedMlNet : IFittedStep, ICheckedStep
{
    private readonly MlNetPool<MlNetMapper> _mappers;

    /// <summary>Creates the step from a saved model, if the host allows transformers of ML.NET to be loaded.</summary>
    [JsonConstructor]
    public FittedMlNet(string name, IReadOnlyList<SchemaColumn> inputs, IReadOnlyList<MlNetOutput> outputs,
        IReadOnlyList<SchemaColumn> adds, ForeignBlob zip)
        : this(Open(zip, name), name, inputs, outputs, adds, zip) => Check();

    public FittedMlNet(
        ITransformer transformer, string name, IReadOnlyList<SchemaColumn> inputs, IReadOnlyList<MlNetOutput> outputs,
        IReadOnlyList<SchemaColumn> adds, ForeignBlob zip)
    {
        (Name, Inputs, Outputs, Adds, Zip) = (name, inputs, outputs, adds, zip);
        _mappers = new(() => new MlNetMapper(transformer, inputs, outputs, adds));
    }

    public string Name { get; }

    public IReadOnlyList<SchemaColumn> Inputs { get; }

    public IReadOnlyList<MlNetOutput> Outputs { get; }

    public IReadOnlyList<SchemaColumn> Adds { get; }

    public ForeignBlob Zip { get; }

    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        using MlNetPool<MlNetMapper>.Loan mapper = _mappers.Lend();
        mapper.Value.Transform(block);
        mapper.Done();
    }

    public void Export(OnnxGraph graph)
    {
        var conversion = new MlNetConversion(Name, "Use FraudMl's own step for it, or serve the model from .NET.");
        // A transformer just fitted is made of other classes than one that was loaded, and only the latter's are known.
        string[] tensors = conversion.Export(
            graph,
            Open(Zip, Name),
            MlNetInputs.None(Inputs).AsDataView(),
            column => Input(graph, column),
            [.. Outputs.Select(output => output.Name)]);
        int next = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            int size = Outputs[i].Size;
            // Some of the converter's vectors have an axis between rows and slots that its own types don't tell.
            string numbers = graph.Node("Reshape", [graph.Cast(tensors[i], OnnxElement.Float), graph.Integers([-1, size], 2)]);
            string[] slots = size == 1 ? [numbers] : graph.Nodes(
                "Split", "", [numbers, graph.Integers(Enumerable.Repeat(1L, size), size)], size, new OnnxAttribute("axis", 1L));
            foreach (string slot in slots) graph.Define(Adds[next++], slot);
        }
    }

    public void Check(RowSchema before)
    {
        foreach (SchemaColumn input in Inputs)
        {
            if (!before.Has(input.Name) || before[input.Name].Kind != input.Kind || before[input.Name].Slot != input.Slot)
                throw new FraudMlException(
                    $"This model is damaged: {Name} reads a column that does not stand before it. Take a fresh copy.");
        }
    }

    // The mapper that a first row would need is made at once, so that a file whose columns don't fit the transformer is refused on loading.
    private void Check()
    {
        bool isSound = Outputs.All(output => output.Size > 0) && Outputs.Sum(output => (long)output.Size) == Adds.Count;
        if (!isSound) throw new FraudMlException(
            $"This model is damaged: {Name} writes other columns than its outputs have. Take a fresh copy.");
        using MlNetPool<MlNetMapper>.Loan mapper = _mappers.Lend();
        mapper.Done();
    }

    private static ITransformer Open(ForeignBlob zip, string name) => MlNetZip.Load(zip, $"a transformer of ML.NET ({name})");

    private string Input(OnnxGraph graph, string name)
    {
        if (Inputs.FirstOrDefault(column => column.Name == name) is not { } input)
            return MlNetConversion.NoLabels(graph, AnyNumbers(graph));
        string tensor = graph.Column(input.Kind, input.Slot);
        return input.Kind == ColumnKind.Text ? MlNetConversion.KnownTexts(graph, tensor, input.Texts!) : tensor;
    }

    private string AnyNumbers(OnnxGraph graph)
    {
        SchemaColumn any = Inputs.FirstOrDefault(column => column.Kind != ColumnKind.Text) ?? Inputs[0];
        string tensor = graph.Column(any.Kind, any.Slot);
        return any.Kind != ColumnKind.Text ? tensor : graph.MlNode("LabelEncoder", [tensor],
            new OnnxAttribute("keys_strings", new[] { "" }),
            new OnnxAttribute("values_int64s", new[] { 0L }),
            new OnnxAttribute("default_int64", 1L));
    }

    public override string ToString() => $"{Name}: adds {string.Join(", ", Adds.Select(column => column.Name))}";
}
