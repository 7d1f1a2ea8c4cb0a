using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl.Testing.Tests;

internal sealed record FaultyOptions : ValidatedOptions
{
    [Rule(AtLeast = 1), Tune(2, 6)]
    public int Count { get; init; } = 2;
}

/// <summary>Logistic regression with one fault.</summary>
internal sealed class FaultyTrainer(TrainerFault fault, FaultyOptions? options = null) : ITrainer
{
    private static int _fits;

    public string Name => "Faulty";

    public ValidatedOptions Options { get; } = options ?? new FaultyOptions();

    public ITrainer With(ValidatedOptions options) =>
        fault == TrainerFault.IgnoresOptions ? this : new FaultyTrainer(fault, options.As<FaultyOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        data.RequireValid(Name);
        data.RequireFinite(Name);
        if (fault == TrainerFault.IgnoresWeights) data = data with { Weights = default };
        if (fault == TrainerFault.IgnoresTokens) context = context with { CancellationToken = default };
        ScoringModel inner = Trainers.LogisticRegression().Train(data, context);
        double shift = fault == TrainerFault.CountsItsFits ? Interlocked.Increment(ref _fits) * 1e-3 : 0;
        return new FaultyModel(inner, shift, fault) { Hidden = fault == TrainerFault.ForgetsWhatItLearned ? 1 : 0 };
    }
}

[StoredAs("testing.faulty-model")]
internal sealed record FaultyModel(ScoringModel Inner, double Shift, TrainerFault Fault) : ScoringModel
{
    [JsonIgnore]
    public double Hidden { get; init; }

    [JsonIgnore]
    public override int FeatureCount => Inner.FeatureCount;

    public override void Check() => Inner.Check();

    public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
    {
        Inner.Score(rows, margins);
        double size = Fault == TrainerFault.ReadsTheSizeOfTheBlock ? margins.Length * 1e-3 : 0;
        foreach (ref double margin in margins)
            margin = (Fault == TrainerFault.LearnsTheOpposite ? -margin : margin) + Shift + Hidden + size;
    }

    public override string Export(OnnxGraph graph, string features)
    {
        string margin = Inner.Export(graph, features);
        return Fault == TrainerFault.ExportsOtherMaths ? graph.Node("Add", [margin, graph.Doubles([0.01])]) : margin;
    }
}
