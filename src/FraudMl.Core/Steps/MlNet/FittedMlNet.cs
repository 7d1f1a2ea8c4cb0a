using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using FraudMl.Onnx;
using Microsoft.ML;

namespace FraudMl;

/// <summary>Columns that a transformer of ML.NET computes.</summary>
internal sealed class FittedMlNet : IFittedStep, ICheckedStep
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

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "a step of ML.NET";
        foreach (SchemaColumn input in Damaged.All(Inputs, Part, "inputs"))
        {
            Damaged.Unless(input.Feature?.Name is not null && Enum.IsDefined(input.Kind), Part, "has an input without name or kind");
            before.RequireSlot(input.Kind, input.Slot, Part);
        }

        Damaged.Unless(Damaged.All(Outputs, Part, "outputs").All(output => output.Size > 0), Part, "has an output without size");
        Damaged.Unless(Outputs.Sum(output => (long)output.Size) == Adds?.Count, Part, "writes other columns than its transformer makes");
        try
        {
            _mappers.Add(new MlNetMapper(_transformer, Inputs, Outputs, Adds!));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw Damaged.Of(Part, $"does not fit its transformer: {e.Message}");
        }
    }

    public void Export(OnnxGraph graph) => throw new OnnxExportException(
        Name, "ML.NET's transformers can't be opened, so their maths can't be written into a graph. Use FraudMl's own step for it, or serve the model from .NET.");
}
