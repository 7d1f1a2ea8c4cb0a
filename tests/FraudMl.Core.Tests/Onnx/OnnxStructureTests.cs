using FraudMl.Onnx.Ir;
using Microsoft.ML.OnnxRuntime;

namespace FraudMl.Tests.Onnx;

/// <summary>The rules that <c>onnx.checker</c> holds a graph to, over the exported bytes.</summary>
public sealed class OnnxStructureTests
{
    public static TheoryData<string, bool> Pipelines
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (string calibrator in new[] { "none", "platt", "isotonic", "beta", "temperature" })
            {
                data.Add(calibrator, true);
                data.Add(calibrator, false);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Pipelines))]
    public void Every_name_is_defined_once_and_before_it_is_used(string calibrator, bool texts)
    {
        GraphProto graph = Export(calibrator, texts).Graph;
        graph.Node.Select(node => node.Name).ShouldBeUnique();
        string[] given = [.. graph.Input.Select(input => input.Name), .. graph.Initializer.Select(constant => constant.Name)];
        given.ShouldBeUnique();
        var defined = new HashSet<string>(given);
        foreach (NodeProto node in graph.Node)
        {
            node.Input.Where(input => !defined.Contains(input)).ShouldBeEmpty(node.Name);
            foreach (string output in node.Output) defined.Add(output).ShouldBeTrue(output);
            node.Attribute.Select(attribute => attribute.Name).ShouldBeUnique(node.Name);
        }
        graph.Output.ShouldAllBe(output => defined.Contains(output.Name));
    }

    [Theory, MemberData(nameof(Pipelines))]
    public void Inputs_and_outputs_have_types_and_one_symbolic_batch_dimension(string calibrator, bool texts)
    {
        ModelProto model = Export(calibrator, texts);
        foreach (ValueInfoProto value in model.Graph.Input.Concat(model.Graph.Output))
        {
            value.Type.TensorType.ElemType.ShouldBeGreaterThan(0);
            value.Type.TensorType.Shape.Dim[0].DimParam.ShouldBe("N");
            value.Type.TensorType.Shape.Dim.Skip(1).ShouldAllBe(dimension => dimension.DimValue > 0);
        }
        model.Graph.Output.Select(output => output.Name).ShouldBe(["fraud_probability", "fraud_decision"]);
        model.IrVersion.ShouldBe(8);
        model.OpsetImport.Select(set => set.Version).ShouldBe([15, 3]);
        string[] domains = [.. model.OpsetImport.Select(set => set.Domain)];
        model.Graph.Node.ShouldAllBe(node => domains.Contains(node.Domain));
    }

    [Theory, MemberData(nameof(Pipelines))]
    public void ONNX_Runtime_infers_columns_of_as_many_rows_as_go_in(string calibrator, bool texts)
    {
        FraudModel model = Fit(calibrator, texts);
        using var session = new InferenceSession(model.ToOnnx());
        session.InputMetadata.Values.ShouldAllBe(input => input.SymbolicDimensions[0] == "N");
        session.OutputMetadata.Values.ShouldAllBe(column => column.SymbolicDimensions[0] == "N" && column.Dimensions[1] == 1);
        foreach (int rowCount in new[] { 1, 2, 700 })
        {
            var onnx = new OnnxModelScores(model, PipelineData.Transactions(rowCount, seed: 3, texts));
            onnx.Probabilities.Length.ShouldBe(rowCount);
            onnx.Decisions!.Length.ShouldBe(rowCount);
        }
    }

    [Theory, MemberData(nameof(Pipelines))]
    public void Constants_hold_as_many_values_as_their_shape_says(string calibrator, bool texts)
    {
        foreach (TensorProto constant in Export(calibrator, texts).Graph.Initializer)
        {
            long size = constant.Dims.Aggregate(1L, (product, dimension) => product * dimension);
            (constant.FloatData.Count + constant.DoubleData.Count + constant.Int64Data.Count + constant.StringData.Count).ShouldBe(
                (int)size, constant.Name);
        }
    }

    private static ModelProto Export(string calibrator, bool texts) => ModelProto.Parser.ParseFrom(Fit(calibrator, texts).ToOnnx());

    private static FraudModel Fit(string calibrator, bool texts)
    {
        var builder = new FraudPipelineBuilder().Impute("Amount", Imputation.Median)
            .Derive("LogAmount", row => Math.Log(1 + row["Amount"]));
        if (texts) builder.OneHot(Columns.Texts);
        builder.Train(Trainers.BaggedTrees(new() { TreeCount = 5, LeafCount = 20 }));
        if (calibrator == "platt") builder.Calibrate(Calibrators.Platt());
        if (calibrator == "isotonic") builder.Calibrate(Calibrators.Isotonic());
        if (calibrator == "beta") builder.Calibrate(Calibrators.Beta());
        if (calibrator == "temperature") builder.Calibrate(Calibrators.Temperature());
        return builder.DecideBy(Thresholds.BestFBeta()).Build().Fit(PipelineData.Transactions(600, seed: 1, texts));
    }
}
