using FraudMl.Onnx.Ir;

namespace FraudMl.Onnx;

public sealed partial class OnnxGraph
{
    /// <summary>Adds the graph of another model, or as much of it as some of its outputs need, under names that nothing else has.</summary>
    /// <param name="part">The step or model that it is of, for messages.</param>
    /// <param name="model">An ONNX model of ai.onnx 12 to 15 and ai.onnx.ml up to 3.</param>
    /// <param name="input">Returns the tensor that stands for one of its inputs; it is called once for each that is needed.</param>
    /// <param name="outputs">Chooses the outputs wanted among the names of all.</param>
    /// <returns>The tensors of the outputs wanted, in their order.</returns>
    /// <remarks>
    /// A name that is given twice means what it was given last, as in a program. Squeeze, Unsqueeze, ReduceSum and Split are written as
    /// ai.onnx 13 writes them.
    /// </remarks>
    /// <exception cref="OnnxExportException">
    /// Thrown when the model is of other operator sets, reads what nothing gives it, or has an operator that raises an error for some rows.
    /// </exception>
    public string[] Merge(
        string part, ReadOnlySpan<byte> model, Func<string, string> input, Func<IReadOnlyList<string>, IEnumerable<string>> outputs)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outputs);
        var from = new OnnxSource(part, model);
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        string[] wanted = [.. outputs(from.Outputs)];
        foreach (NodeProto node in from.NodesFor(wanted))
        {
            string[] read = [.. node.Input.Select(Tensor)];
            node.Input.Clear();
            node.Input.AddRange(read);
            if (from.TakeAxes(node) is { } axes) node.Input.Add(Integers(axes, axes.Length));
            string[] written = [.. node.Output.Select(name => name.Length > 0 ? names[name] = NewName("t") : "")];
            node.Output.Clear();
            node.Output.AddRange(written);
            node.Name = NewName(node.OpType);
            _graph.Node.Add(node);
        }

        return [.. wanted.Select(Tensor)];

        string Tensor(string name)
        {
            if (names.TryGetValue(name, out string? known)) return known;
            if (from.Constant(name) is not { } constant) return names[name] = input(from.RequireInput(name));
            constant.Name = NewName("c");
            _graph.Initializer.Add(constant);
            return names[name] = constant.Name;
        }
    }
}
