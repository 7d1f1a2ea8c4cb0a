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
    public FittedMlNet(string name, IReadOnlyList<SchemaColumn> inputs, IReadOnlyList<MlNetOutput> outputs, IReadOnlyList<SchemaColumn> adds, ForeignBlob zip)
        : this(MlNetZip.Load(zip, $"a transformer of ML.NET ({name})"), name, inputs, outputs, adds, zip) => Check();

    public FittedMlNet(
        ITransformer transformer, string name, IReadOnlyList<SchemaColumn> inputs, IReadOnlyList<MlNetOutput> outputs, IReadOnlyList<SchemaColumn> adds, ForeignBlob zip)
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

    public void Export(OnnxGraph graph) => throw new OnnxExportException(
        Name, "ML.NET's transformers can't be opened, so their maths can't be written into a graph. Use FraudMl's own step for it, or serve the model from .NET.");

    public void Check(RowSchema before)
    {
        foreach (SchemaColumn input in Inputs)
        {
            if (!before.Has(input.Name) || before[input.Name].Kind != input.Kind || before[input.Name].Slot != input.Slot)
                throw new FraudMlException($"This model is damaged: {Name} reads a column that does not stand before it. Take a fresh copy.");
        }
    }

    // The mapper that a first row would need is made at once, so that a file whose columns don't fit the transformer is refused on loading.
    private void Check()
    {
        bool isSound = Outputs.All(output => output.Size > 0) && Outputs.Sum(output => (long)output.Size) == Adds.Count;
        if (!isSound) throw new FraudMlException($"This model is damaged: {Name} writes other columns than its outputs have. Take a fresh copy.");
        using MlNetPool<MlNetMapper>.Loan mapper = _mappers.Lend();
        mapper.Done();
    }
}
