using FraudMl.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.Tests;

/// <summary>Every encoder, calendar and arithmetic step gives the same 32-bit floats in ONNX Runtime, unseen categories and
/// missing values included.</summary>
public sealed class EncoderOnnxTests
{
    public static TheoryData<string> Names => EncoderCases.Names;

    [Theory, MemberData(nameof(Names))]
    public void A_step_gives_the_same_bits_in_a_graph(string name)
    {
        FittedFeatures features = FittedFeatures.Fit(EncoderCases.Steps(name), FeatureData.Rows(600),
            new StepContext(3, Folds.Stratified(3))).Features;
        Dataset unseen = Unseen();
        FeatureMatrix ours = features.Transform(unseen);
        float[][] theirs = Theirs(features, unseen);

        for (int column = 0; column < ours.ColumnCount; column++)
        {
            for (int row = 0; row < ours.RowCount; row++)
            {
                // A quotient or product of floats is rounded the same everywhere; so is what is looked up.
                float got = theirs[column][row], want = ours.Row(row)[column];
                if (!got.Equals(want)) Assert.Fail($"{ours.Columns[column].Name}, row {row}: {got:R} in the graph and {want:R} here");
            }
        }
    }

    [Fact]
    public void A_step_that_refuses_unseen_categories_says_why_it_is_in_no_graph()
    {
        FittedFeatures features = FittedFeatures.Fit(
            [new OrdinalStep("city", new OrdinalOptions { RefuseUnknown = true }), .. EncoderCases.Steps("difference")],
            FeatureData.Rows(100), new StepContext(1, Folds.Stratified(2))).Features;

        Should.Throw<OnnxExportException>(() => Theirs(features, FeatureData.Rows(10))).Message
            .ShouldBe("Ordinal(city) can't be exported to ONNX: a graph can't raise an error for an unseen category. Give unseen "
                + "categories a value.");
    }

    private static Dataset Unseen()
    {
        Dataset data = FeatureData.Rows(700, seed: 4);
        var cities = (TextColumn)data["city"];
        long[] times = ((TimestampColumn)data["when"]).Values.ToArray();
        times[3] = TimestampColumn.Missing;
        return data
            .With(new TextColumn("city", [.. cities.Codes.ToArray().Select((code, row) => row % 50 == 7 ? 5 : code)],
                new TextDictionary([.. cities.Dictionary.Texts, "Atlantis"])))
            .With(new TimestampColumn("when", times, ColumnRoles.Feature));
    }

    private static float[][] Theirs(FittedFeatures features, Dataset data)
    {
        var graph = new OnnxGraph();
        foreach (SchemaColumn input in features.Inputs.Columns)
            graph.Define(input, graph.Input(input.Name, input.Kind == ColumnKind.Number ? OnnxElement.Float
                : input.Kind == ColumnKind.Text ? OnnxElement.Text : OnnxElement.Int64, 1));
        foreach (IFittedStep step in features.Steps) step.Export(graph);
        for (int i = 0; i < features.Slots.Length; i++) graph.Output($"out{i}", graph.Column(ColumnKind.Number, features.Slots[i]),
            OnnxElement.Float);
        using var session = new InferenceSession(graph.ToBytes());
        using var results = session.Run([.. features.Inputs.Columns.Select(input => Value(data[input.Name]))]);
        return [.. results.Select(result => result.AsEnumerable<float>().ToArray())];
    }

    private static NamedOnnxValue Value(DataColumn column) => column switch
    {
        NumberColumn numbers => NamedOnnxValue.CreateFromTensor(column.Name,
            new DenseTensor<float>(numbers.Values.ToArray(), [column.RowCount, 1])),
        TextColumn texts => NamedOnnxValue.CreateFromTensor(column.Name, new DenseTensor<string>(
            texts.Codes.ToArray().Select(code => code >= 0 ? texts.Dictionary.Texts[code] : "").ToArray(), [column.RowCount, 1])),
        _ => NamedOnnxValue.CreateFromTensor(column.Name,
            new DenseTensor<long>(((TimestampColumn)column).Values.ToArray(), [column.RowCount, 1])),
    };
}
