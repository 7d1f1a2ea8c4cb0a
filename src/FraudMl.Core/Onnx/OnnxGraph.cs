using System.Globalization;
using FraudMl.Onnx.Ir;
using Google.Protobuf;

namespace FraudMl.Onnx;

/// <summary>An ONNX graph being written. Columns are [N, 1] tensors, found by the slot of the row block that they mirror.</summary>
public sealed partial class OnnxGraph
{
    /// <summary>The operator set of the tree ensembles, label encoders and their kin.</summary>
    public const string MlDomain = "ai.onnx.ml";

    private readonly GraphProto _graph = new() { Name = "fraudml" };
    private readonly Dictionary<(ColumnKind Kind, int Slot), string> _columns = [];
    private readonly HashSet<string> _taken;
    private int _nextName;

    /// <summary>Begins a graph.</summary>
    public OnnxGraph()
        : this([])
    {
    }

    /// <summary>Begins a graph in which some names are taken, such as those of its inputs: its own give way.</summary>
    internal OnnxGraph(IEnumerable<string> taken) => _taken = new(taken, StringComparer.Ordinal);

    /// <summary>Returns the tensor of a column.</summary>
    /// <param name="kind">How the column is stored.</param>
    /// <param name="slot">Its slot.</param>
    public string Column(ColumnKind kind, int slot) => _columns[(kind, slot)];

    /// <summary>Names the tensor that holds a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="tensor">The [N, 1] tensor.</param>
    public void Define(SchemaColumn column, string tensor) => _columns[(column.Kind, column.Slot)] = tensor;

    /// <summary>Adds an operator of the default domain and returns the name of its one output.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="attributes">Its attributes.</param>
    public string Node(string op, IEnumerable<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Nodes(op, "", inputs, 1, attributes)[0];

    /// <summary>Adds an operator of the machine-learning domain and returns the name of its one output.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="attributes">Its attributes.</param>
    public string MlNode(string op, IEnumerable<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Nodes(op, MlDomain, inputs, 1, attributes)[0];

    /// <summary>Adds an operator with several outputs and returns their names.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="domain">Its domain; empty for the default one.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="outputCount">The number of outputs.</param>
    /// <param name="attributes">Its attributes.</param>
    public string[] Nodes(string op, string domain, IEnumerable<string> inputs, int outputCount,
        params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new NodeProto { OpType = op, Domain = domain, Name = NewName(op) };
        node.Input.AddRange(inputs);
        string[] outputs = [.. Enumerable.Range(0, outputCount).Select(_ => NewName("t"))];
        node.Output.AddRange(outputs);
        foreach (OnnxAttribute attribute in attributes) node.Attribute.Add(OnnxProtos.Attribute(attribute));
        _graph.Node.Add(node);
        return outputs;
    }

    /// <summary>Adds a constant of floats and returns its name.</summary>
    /// <param name="values">The values, row after row.</param>
    /// <param name="shape">The shape; empty for a scalar.</param>
    public string Floats(IEnumerable<float> values, params ReadOnlySpan<long> shape)
    {
        TensorProto tensor = Constant(OnnxElement.Float, shape);
        tensor.FloatData.AddRange(values);
        return tensor.Name;
    }

    /// <summary>Adds a constant of doubles and returns its name.</summary>
    /// <param name="values">The values, row after row.</param>
    /// <param name="shape">The shape; empty for a scalar.</param>
    public string Doubles(IEnumerable<double> values, params ReadOnlySpan<long> shape)
    {
        TensorProto tensor = Constant(OnnxElement.Double, shape);
        tensor.DoubleData.AddRange(values);
        return tensor.Name;
    }

    /// <summary>Adds a constant of 64-bit integers and returns its name.</summary>
    /// <param name="values">The values, row after row.</param>
    /// <param name="shape">The shape; empty for a scalar.</param>
    public string Integers(IEnumerable<long> values, params ReadOnlySpan<long> shape)
    {
        TensorProto tensor = Constant(OnnxElement.Int64, shape);
        tensor.Int64Data.AddRange(values);
        return tensor.Name;
    }

    /// <summary>Adds a constant text and returns its name.</summary>
    /// <param name="text">The text.</param>
    public string Text(string text)
    {
        TensorProto tensor = Constant(OnnxElement.Text, []);
        tensor.StringData.Add(OnnxProtos.Utf8(text));
        return tensor.Name;
    }

    /// <summary>Adds a conversion to another element type and returns the name of its output.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="element">The type wanted.</param>
    public string Cast(string tensor, OnnxElement element) => Node("Cast", [tensor], new OnnxAttribute("to", (long)element));

    /// <summary>Adds a graph input and returns its name.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="element">Its element type.</param>
    /// <param name="width">Its second dimension; null for a rank-1 input [N].</param>
    public string Input(string name, OnnxElement element, int? width)
    {
        _graph.Input.Add(OnnxProtos.Value(name, element, width));
        return name;
    }

    /// <summary>Makes a tensor a graph output under a name of its own.</summary>
    /// <param name="name">The output's name.</param>
    /// <param name="tensor">The [N, 1] tensor.</param>
    /// <param name="element">Its element type.</param>
    public void Output(string name, string tensor, OnnxElement element)
    {
        var node = new NodeProto { OpType = "Identity", Name = NewName("Identity") };
        node.Input.Add(tensor);
        node.Output.Add(name);
        _graph.Node.Add(node);
        _graph.Output.Add(OnnxProtos.Value(name, element, 1));
    }

    /// <summary>Returns the finished model: IR 8, ai.onnx 15, ai.onnx.ml 3. Equal graphs give equal bytes.</summary>
    public byte[] ToBytes()
    {
        var model = new ModelProto { IrVersion = 8, ProducerName = "FraudMl", Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 15 });
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = MlDomain, Version = 3 });
        return model.ToByteArray();
    }

    private TensorProto Constant(OnnxElement element, ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = NewName("c"), DataType = (int)element };
        tensor.Dims.AddRange(shape.ToArray());
        _graph.Initializer.Add(tensor);
        return tensor;
    }

    private string NewName(string stem)
    {
        while (true)
        {
            string name = stem + "_" + (_nextName++).ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(name)) return name;
        }
    }

    /// <summary>Returns how many nodes it has.</summary>
    public override string ToString() => FormattableString.Invariant($"{_graph.Node.Count:#,0} nodes");
}
