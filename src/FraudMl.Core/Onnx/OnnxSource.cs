using FraudMl.Onnx.Ir;
using Google.Protobuf;

namespace FraudMl.Onnx;

/// <summary>Another model that is read in order to be merged; its nodes and constants are the caller's to change.</summary>
internal sealed class OnnxSource
{
    private const int Newest = 15, Oldest = 12, NewestMl = 3, AxesAreInputs = 13;

    // What raises an error where a row has a missing value, and what has graphs inside that see names outside.
    private static readonly string[] Refused = ["Binarizer", "If", "Loop", "Scan"];

    // What gives the elements of its input another place or name only.
    private static readonly string[] Moving = ["Identity", "Reshape", "Transpose", "Gather", "Flatten", "Concat"];

    // What means something else since ai.onnx 13 or 14, not only in how it is written.
    private static readonly string[] Changed = ["Softmax", "LogSoftmax", "Hardmax", "BatchNormalization", "Dropout"];

    private readonly string _part;
    private readonly GraphProto _graph;
    private readonly long _version;
    private readonly HashSet<string> _texts;

    public OnnxSource(string part, ReadOnlySpan<byte> bytes)
    {
        _part = part;
        ModelProto model = Read(bytes);
        _graph = model.Graph ?? new GraphProto();
        _version = model.OpsetImport.FirstOrDefault(set => IsDefault(set.Domain))?.Version ?? 0;
        long ml = model.OpsetImport.FirstOrDefault(set => set.Domain == OnnxGraph.MlDomain)?.Version ?? 0;
        if (_version is < Oldest or > Newest || ml > NewestMl)
            throw Refusal(
                $"its graph is of ai.onnx {_version} and ai.onnx.ml {ml}, and {Oldest} to {Newest} and up to {NewestMl} can be merged");
        _texts = Texts();
    }

    /// <value>The names of its outputs.</value>
    public IReadOnlyList<string> Outputs => [.. _graph.Output.Select(output => output.Name)];

    /// <summary>Returns the nodes that outputs need, in their order.</summary>
    public IReadOnlyList<NodeProto> NodesFor(IEnumerable<string> outputs)
    {
        var needed = new HashSet<string>(outputs, StringComparer.Ordinal);
        var nodes = new List<NodeProto>();
        foreach (NodeProto node in _graph.Node.Reverse())
        {
            int wanted = node.Output.Count(needed.Remove);
            if (wanted == 0) continue;
            nodes.Add(Checked(node));
            needed.UnionWith(node.Input);
        }

        nodes.Reverse();
        return nodes;
    }

    /// <summary>Takes the axes or sizes out of a node's attributes where ai.onnx 13 made them an input; null
    /// where there are none.</summary>
    public long[]? TakeAxes(NodeProto node)
    {
        bool hasAxes = node.Domain.Length == 0 && node.OpType is ("Squeeze" or "Unsqueeze" or "ReduceSum" or "Split");
        if (_version >= AxesAreInputs || !hasAxes) return null;
        AttributeProto? axes = node.Attribute.FirstOrDefault(attribute => attribute.Name is "axes" or "split");
        if (axes is not null) node.Attribute.Remove(axes);
        return axes is null ? null : [.. axes.Ints];
    }

    /// <summary>Returns a constant of a name; null where there is none.</summary>
    public TensorProto? Constant(string name) => _graph.Initializer.FirstOrDefault(constant => constant.Name == name);

    /// <summary>Returns the name of an input.</summary>
    public string RequireInput(string name) =>
        _graph.Input.Any(input => input.Name == name) ? name : throw Refusal($"its graph reads '{name}' before anything gives it");

    private NodeProto Checked(NodeProto node)
    {
        if (!IsDefault(node.Domain) && node.Domain != OnnxGraph.MlDomain)
            throw Refusal($"its graph has the operator {node.OpType} of {node.Domain}, which is no part of ONNX");
        if (IsDefault(node.Domain)) node.Domain = "";
        if (Refused.Contains(node.OpType) || (node.Domain.Length == 0 && Changed.Contains(node.OpType)))
            throw Refusal($"its graph has the operator {node.OpType}, which can't be merged, or fails for rows with missing values");
        if (node.OpType == "Cast" && node.Input.Any(_texts.Contains))
            throw Refusal("its graph reads texts as numbers, which fails for texts that are none");
        return node;
    }

    private HashSet<string> Texts()
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        texts.UnionWith(_graph.Input.Where(input => input.Type?.TensorType?.ElemType == (int)OnnxElement.Text).Select(input => input.Name));
        foreach (NodeProto node in _graph.Node.Where(node => Moving.Contains(node.OpType) && node.Input.Any(texts.Contains)))
            texts.UnionWith(node.Output);
        return texts;
    }

    private ModelProto Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw Refusal("its bytes are no ONNX model");
        }
    }

    private static bool IsDefault(string domain) => domain is "" or "ai.onnx";

    private OnnxExportException Refusal(string what) =>
        new(_part, $"{what}. Use another step or learner for it, or serve the model from .NET.");
}
