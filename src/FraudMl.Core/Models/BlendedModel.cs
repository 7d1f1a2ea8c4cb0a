using FraudMl.Onnx;

namespace FraudMl.Models;

/// <summary>Several models over the same features as one: margin = bias + Σ weight · margin of the model.</summary>
/// <remarks>
/// With <see cref="TopShares"/> it averages ranks instead: each margin becomes the share of training rows that scored at least as high,
/// t is the weighted mean of the shares, and margin = bias − slope · ln(t / (1 − t)).
/// </remarks>
[StoredAs("blend")]
public sealed partial record BlendedModel : ScoringModel
{
    private const int ChunkRowCount = 256;

    /// <value>The models.</value>
    public required IReadOnlyList<ScoringModel> Models { get; init; }

    /// <value>The weight of each model; they sum to 1 where ranks are averaged.</value>
    public required double[] Weights { get; init; }

    /// <value>What is added to every margin. Default 0.</value>
    public double Bias { get; init; }

    /// <value>For each model the map from its margin to minus the share of rows that scored at least as high; null
    /// where margins are summed.</value>
    public IReadOnlyList<FittedCalibrator>? TopShares { get; init; }

    /// <value>How steeply the margin rises with the mean rank. Default 1; ignored without <see cref="TopShares"/>.</value>
    public double RankSlope { get; init; } = 1;

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public override int FeatureCount => Models[0].FeatureCount;

    /// <summary>Returns the weighted mean of models; equal weights by default.</summary>
    /// <param name="models">Models over the same features.</param>
    /// <param name="weights">One weight per model, at least 0, in any unit; null for equal ones.</param>
    /// <exception cref="FraudMlException">Thrown when models or weights do not fit together.</exception>
    public static BlendedModel Average(IReadOnlyList<ScoringModel> models, IReadOnlyList<double>? weights = null)
    {
        weights ??= [.. models.Select(_ => 1.0)];
        if (models.Count == 0 || weights.Count != models.Count || models.Any(model => model.FeatureCount != models[0].FeatureCount))
            throw new FraudMlException($"A blend needs models over the same features and one weight for each. Got {models.Count} models "
                + $"of {string.Join(", ", models.Select(model => model.FeatureCount))} features and {weights.Count} weights.");
        double total = weights.Sum();
        if (!(total > 0) || weights.Any(weight => !(weight >= 0)))
            throw new FraudMlException($"The weights of a blend must be at least 0 and not all 0. Got {string.Join(", ", weights)}.");
        return new BlendedModel { Models = [.. models], Weights = [.. weights.Select(weight => weight / total)] };
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
    {
        Span<double> scores = stackalloc double[Math.Min(ChunkRowCount, margins.Length)];
        for (int start = 0; start < margins.Length; start += ChunkRowCount)
        {
            Span<double> chunk = margins.Slice(start, Math.Min(ChunkRowCount, margins.Length - start));
            ScoreChunk(rows.Slice(start * FeatureCount, chunk.Length * FeatureCount), scores[..chunk.Length], chunk);
        }
    }

    /// <inheritdoc/>
    public override string Export(OnnxGraph graph, string features)
    {
        string? sum = null;
        for (int i = 0; i < Models.Count; i++)
        {
            string score = Models[i].Export(graph, features);
            if (TopShares is not null) score = TopShares[i].Export(graph, score);
            string part = graph.Node("Mul", [score, graph.Doubles([Weights[i]])]);
            sum = sum is null ? part : graph.Node("Add", [sum, part]);
        }

        string scaled = TopShares is null ? sum! : graph.Node("Mul", [RankMargin(graph, sum!), graph.Doubles([RankSlope])]);
        return graph.Node("Add", [scaled, graph.Doubles([Bias])]);
    }

    /// <inheritdoc/>
    public override void Check()
    {
        const string Part = "the blend";
        Damaged.Unless(Damaged.All(Models, Part, "models").Count > 0, Part, "has no models");
        Damaged.Length(Weights, Models.Count, Part, "weights");
        Damaged.Numbers([Bias, RankSlope, .. Weights], Part, "weights");
        foreach (ScoringModel model in Models) model.Check();
        Damaged.Unless(Models.All(model => model.FeatureCount == FeatureCount), Part, "has models over other features");
        if (TopShares is null) return;
        Damaged.Unless(Damaged.All(TopShares, Part, "ranks").Count == Models.Count, Part, "has other ranks than models");
        foreach (FittedCalibrator shares in TopShares) shares.Check();
    }

    private void ScoreChunk(ReadOnlySpan<float> rows, Span<double> scores, Span<double> margins)
    {
        margins.Clear();
        for (int i = 0; i < Models.Count; i++)
        {
            Models[i].Score(rows, scores);
            if (TopShares is not null) TopShares[i].Calibrate(scores, scores);
            for (int row = 0; row < scores.Length; row++) margins[row] += Weights[i] * scores[row];
        }

        for (int row = 0; row < margins.Length; row++)
            margins[row] = TopShares is null ? margins[row] + Bias : Bias + (RankSlope * RankMargin(margins[row]));
    }

    // −ln(t / (1 − t)) of a negated share.
    internal static double RankMargin(double negatedShare) => double.LogP1(negatedShare) - Math.Log(-negatedShare);

    private static string RankMargin(OnnxGraph graph, string negatedShare) => graph.Node(
        "Sub",
        [graph.Node("Log", [graph.Node("Add", [graph.Doubles([1]), negatedShare])]),
            graph.Node("Log", [graph.Node("Neg", [negatedShare])])]);

    /// <summary>Returns what kind of model it is and its members.</summary>
    public override string ToString() => $"blend of {RecordText.List(Models)}";
}
