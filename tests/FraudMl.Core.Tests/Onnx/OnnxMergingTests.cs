using FraudMl.Onnx;
using FraudMl.Onnx.Ir;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.Tests.Onnx;

/// <summary>The graph of another model, merged into ours.</summary>
public sealed class OnnxMergingTests
{
    private const string WayOut = "Use another step or learner for it, or serve the model from .NET.";

    [Fact]
    public void Tensors_constants_and_nodes_get_names_that_nothing_else_has()
    {
        // Its names are those that our graph gives itself.
        ModelProto model = Model(12, Node("Add", ["t_0", "c_1"], "t_1"), Node("Mul", ["t_1", "c_1"], "t_2"));

        float[] got = Run(graph =>
        {
            string five = graph.Node("Add", [graph.Input("x", OnnxElement.Float, 1), graph.Floats([5])]);
            string merged = graph.Merge("It", model.ToByteArray(), _ => five, outputs => outputs)[0];
            return graph.Node("Add", [merged, graph.Floats([0.5f])]);
        });

        got.ShouldBe([((1 + 5 + 2) * 2) + 0.5f, ((-3 + 5 + 2) * 2) + 0.5f]);
    }

    [Fact]
    public void A_model_is_merged_as_often_as_wanted() => Run(graph =>
    {
        byte[] model = Model(15, Node("Mul", ["t_0", "c_1"], "t_2")).ToByteArray();
        string once = graph.Merge("It", model, _ => graph.Input("x", OnnxElement.Float, 1), outputs => outputs)[0];
        return graph.Merge("It", model, _ => once, outputs => outputs)[0];
    }).ShouldBe([4, -12]);

    [Fact]
    public void A_name_given_twice_means_what_it_was_given_last()
    {
        ModelProto model = Model(13, Node("Add", ["t_0", "c_1"], "t_0"), Node("Mul", ["t_0", "c_1"], "t_0"), Node("Neg", ["t_0"], "t_2"));

        Run(graph => graph.Merge("It", model.ToByteArray(), _ => graph.Input("x", OnnxElement.Float, 1), outputs => outputs)[0])
            .ShouldBe([-6, 2]);
    }

    [Fact]
    public void Axes_that_were_attributes_become_inputs()
    {
        ModelProto model = Model(12, Axes("Unsqueeze", "t_0", "a", 2), Axes("ReduceSum", "a", "b", 2), Axes("Squeeze", "b", "c", 2),
            Node("Identity", ["c"], "t_2"));

        Run(graph => graph.Merge("It", model.ToByteArray(), _ => graph.Input("x", OnnxElement.Float, 1), outputs => outputs)[0])
            .ShouldBe([1, -3]);
    }

    [Fact]
    public void What_no_output_needs_is_left_out_and_may_be_anything()
    {
        ModelProto model = Model(12, Node("Binarizer", ["t_0"], "decided"), Node("Neg", ["t_0"], "t_2"));
        model.Graph.Output.Add(new ValueInfoProto { Name = "decided" });

        float[] got = Run(graph => graph.Merge("It", model.ToByteArray(), _ => graph.Input("x", OnnxElement.Float, 1), _ => ["t_2"])[0]);

        got.ShouldBe([-1, 3]);
        Refusal(model).ShouldBe($"its graph has the operator Binarizer, which can't be merged, or fails for rows with missing "
            + $"values. {WayOut}");
    }

    [Fact]
    public void What_cannot_be_merged_is_refused_in_one_sentence()
    {
        Refusal(Model(11)).ShouldBe($"its graph is of ai.onnx 11 and ai.onnx.ml 0, and 12 to 15 and up to 3 can be merged. {WayOut}");
        Refusal(Model(16)).ShouldStartWith("its graph is of ai.onnx 16");
        ModelProto newer = Model(15);
        newer.OpsetImport.Add(new OperatorSetIdProto { Domain = OnnxGraph.MlDomain, Version = 4 });
        Refusal(newer).ShouldStartWith("its graph is of ai.onnx 15 and ai.onnx.ml 4");
        Refusal(new ModelProto()).ShouldStartWith("its graph is of ai.onnx 0");
        NodeProto foreign = Node("MurmurHash3", ["t_0"], "t_2");
        foreign.Domain = "com.microsoft";
        Refusal(Model(12, foreign))
            .ShouldBe($"its graph has the operator MurmurHash3 of com.microsoft, which is no part of ONNX. {WayOut}");
        Refusal(Model(12, Node("Add", ["t_0", "later"], "t_2"), Node("Neg", ["t_0"], "later")))
            .ShouldBe($"its graph reads 'later' before anything gives it. {WayOut}");
        Refusal(Model(12, Node("Softmax", ["t_0"], "t_2"))).ShouldStartWith("its graph has the operator Softmax");
        Should.Throw<OnnxExportException>(() => new OnnxGraph().Merge("It", [1, 2, 3], name => name, outputs => outputs)).Reason
            .ShouldStartWith("its bytes are no ONNX model");
    }

    [Fact]
    public void Texts_are_not_read_as_numbers()
    {
        NodeProto cast = Node("Cast", ["copy"], "t_2");
        cast.Attribute.Add(OnnxProtos.Attribute(new OnnxAttribute("to", 1L)));
        ModelProto model = Model(12, Node("Identity", ["t_0"], "copy"), cast);
        model.Graph.Input[0] = OnnxProtos.Value("t_0", OnnxElement.Text, 1);

        Refusal(model).ShouldBe($"its graph reads texts as numbers, which fails for texts that are none. {WayOut}");
    }

    private static string Refusal(ModelProto model)
    {
        OnnxExportException refusal = Should.Throw<OnnxExportException>(
            () => new OnnxGraph().Merge("It", model.ToByteArray(), name => name, outputs => outputs));
        refusal.Part.ShouldBe("It");
        return refusal.Reason;
    }

    // One input t_0, one constant c_1 of 2, one output t_2.
    private static ModelProto Model(int version, params NodeProto[] nodes)
    {
        var constant = new TensorProto { Name = "c_1", DataType = (int)OnnxElement.Float };
        constant.FloatData.Add(2);
        var graph = new GraphProto { Name = "theirs" };
        graph.Initializer.Add(constant);
        graph.Input.Add(OnnxProtos.Value("t_0", OnnxElement.Float, 1));
        graph.Output.Add(new ValueInfoProto { Name = "t_2" });
        graph.Node.AddRange(nodes);
        var model = new ModelProto { IrVersion = 6, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = version });
        return model;
    }

    private static NodeProto Node(string op, string[] inputs, string output)
    {
        var node = new NodeProto { OpType = op, Name = "Add_2" };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        return node;
    }

    private static NodeProto Axes(string op, string input, string output, long axis)
    {
        NodeProto node = Node(op, [input], output);
        node.Attribute.Add(OnnxProtos.Attribute(new OnnxAttribute("axes", new[] { axis })));
        return node;
    }

    /// <summary>Returns what a graph makes of 1 and −3.</summary>
    private static float[] Run(Func<OnnxGraph, string> write)
    {
        var graph = new OnnxGraph();
        graph.Output("y", write(graph), OnnxElement.Float);
        using var session = new InferenceSession(graph.ToBytes());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(new float[] { 1, -3 }, [2, 1]))]);
        return [.. results[0].AsEnumerable<float>()];
    }
}
