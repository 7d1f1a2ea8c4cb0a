using System.Diagnostics.CodeAnalysis;
using FraudMl.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>A model of ML.NET that is kept whole: margin = slope · Score + intercept.</summary>
/// <remarks>
/// It is the zip that ML.NET saves. A row takes about as long as ML.NET's PredictionEngine. It exports to ONNX where ML.NET's own converter
/// writes what it computes, and has no reason codes.
/// </remarks>
[StoredAs("ml.net")]
public sealed partial record MlNetModel : ScoringModel
{
    private const string What = "a model of ML.NET";

    private readonly MlNetPool<PredictionEngine<Input, Output>> _engines;

    /// <summary>Creates an empty model, for its properties to be set.</summary>
    public MlNetModel() => _engines = new(Open);

    [SetsRequiredMembers]
    private MlNetModel(MlNetModel original)
        : base(original)
    {
        (FeatureTotal, Zip, Slope, Intercept, Kind) = (original.FeatureTotal, original.Zip, original.Slope, original.Intercept, original.Kind);
        _engines = new(Open);
    }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public override int FeatureCount => FeatureTotal;

    /// <value>The number of features a row has.</value>
    public required int FeatureTotal { get; init; }

    /// <value>What ML.NET saves of a transformer that reads the vector <c>Features</c> and writes <c>Score</c>.</value>
    public required ForeignBlob Zip
    {
        get;
        init
        {
            MlNetZip.RequireTrust(value, What);
            field = value;
        }
    }

    /// <value>What the score is multiplied by.</value>
    public required double Slope { get; init; }

    /// <value>What is added to it.</value>
    public required double Intercept { get; init; }

    /// <value>The type of the model, for messages.</value>
    public required string Kind { get; init; }

    /// <inheritdoc/>
    /// <remarks>What a first row would need is made at once, so that a broken zip is refused on loading.</remarks>
    public override void Check()
    {
        if (!double.IsFinite(Slope) || !double.IsFinite(Intercept))
            throw new FraudMlException("This model is damaged: its slope and intercept must be numbers.");
        using MlNetPool<PredictionEngine<Input, Output>>.Loan engine = _engines.Lend();
        engine.Done();
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
    {
        using MlNetPool<PredictionEngine<Input, Output>>.Loan engine = _engines.Lend();
        var input = new Input { Features = new float[FeatureTotal] };
        var output = new Output();
        for (int row = 0; row < margins.Length; row++)
        {
            rows.Slice(row * FeatureTotal, FeatureTotal).CopyTo(input.Features);
            engine.Value.Predict(input, ref output);
            margins[row] = (Slope * output.Score) + Intercept;
        }

        engine.Done();
    }

    /// <inheritdoc/>
    public override string Export(OnnxGraph graph, string features)
    {
        string part = $"ML.NET's {Kind}";
        var conversion = new MlNetConversion(
            part, "Use Trainers.LightGbm(), Trainers.FastTree() or another learner that ends in trees or weights.");
        var noRows = new FeatureMatrix([], 0, [.. Enumerable.Range(0, FeatureTotal).Select(Feature)]);
        var none = new MatrixView(new TrainingData(noRows, Array.Empty<bool>()));
        string score = conversion.Export(graph, MlNetZip.Load(Zip, What), none, Input, ["Score"])[0];
        string margin = graph.Node("Mul", [graph.Cast(score, OnnxElement.Double), graph.Doubles([Slope])]);
        return graph.Node("Add", [margin, graph.Doubles([Intercept])]);

        string Input(string column)
        {
            if (column == MatrixView.Features) return features;
            string first = graph.Node("Gather", [features, graph.Integers([0], 1)], new OnnxAttribute("axis", 1L));
            return MlNetConversion.NoLabels(graph, first);
        }
    }

    private static FeatureColumn Feature(int place) => new($"F{place}", $"F{place}");

    private PredictionEngine<Input, Output> Open()
    {
        ITransformer transformer = MlNetZip.Load(Zip, What);
        try
        {
            return new MLContext(0).Model.CreatePredictionEngine<Input, Output>(transformer, true, Columns(FeatureTotal));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new FraudMlException($"This model is damaged: {What} that it holds does not read {FeatureTotal} features and write a score.", e);
        }
    }

    private static SchemaDefinition Columns(int featureCount)
    {
        SchemaDefinition columns = SchemaDefinition.Create(typeof(Input));
        columns[nameof(Input.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, featureCount);
        return columns;
    }

    private sealed class Input
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Output
    {
        public float Score { get; set; }
    }
}
