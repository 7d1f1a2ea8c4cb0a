using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using FraudMl.Onnx;
using Microsoft.ML;

namespace FraudMl;

/// <summary>Columns that a transformer of ML.NET computes.</summary>
internal sealed class FittedMlNet : IFittedStep
{
    private readonly ITransformer _transformer;
    private readonly ConcurrentBag<MlNetMapper> _mappers = [];

    /// <summary>Creates the step from a saved model, if the host allows transformers of ML.NET to be loaded.</summary>
    [JsonConstructor]
    public FittedMlNet(string name, IReadOnlyList<SchemaColumn> inputs, IReadOnlyList<MlNetOutput> outputs, IReadOnlyList<SchemaColumn> adds, byte[] zip)
        : this(MlNetZip.Load(zip, name), name, inputs, outputs, adds, zip)
    {
    }

    public FittedMlNet(
        ITransformer transformer, string name, IReadOnlyList<SchemaColumn> inputs, IReadOnlyList<MlNetOutput> outputs, IReadOnlyList<SchemaColumn> adds, byte[] zip)
    {
        (Name, Inputs, Outputs, Adds, Zip) = (name, inputs, outputs, adds, zip);
        _transformer = transformer;
    }

    public string Name { get; }

    public IReadOnlyList<SchemaColumn> Inputs { get; }

    public IReadOnlyList<MlNetOutput> Outputs { get; }

    public IReadOnlyList<SchemaColumn> Adds { get; }

    public byte[] Zip { get; }

    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        MlNetMapper mapper = _mappers.TryTake(out MlNetMapper? free) ? free : new MlNetMapper(_transformer, Inputs, Outputs, Adds);
        mapper.Transform(block);
        _mappers.Add(mapper);
    }

    public void Export(OnnxGraph graph) => throw new OnnxExportException(
        Name, "ML.NET's transformers can't be opened, so their maths can't be written into a graph. Use FraudMl's own step for it, or serve the model from .NET.");
}
