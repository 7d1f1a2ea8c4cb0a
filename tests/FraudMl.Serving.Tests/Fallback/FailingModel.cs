using FraudMl.Onnx;

namespace FraudMl.Serving.Tests;

/// <summary>Learns a model that fails while it is told to.</summary>
internal sealed class FailingTrainer : ITrainer
{
    private readonly GradientDescent _inner = new();

    public bool IsFailing { get; set; }

    public string Name => "Failing";

    public ValidatedOptions Options => _inner.Options;

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context) => new FailingModel(_inner.Train(data, context), this);

    /// <summary>Returns a model of the mixed rows that decides by cost.</summary>
    public FraudModel Fit() => new FraudPipelineBuilder().Impute("V1").OneHot("Category").Calendar("At").Train(this)
        .DecideBy(Costs.PerTransaction(row => row["Amount"], review: 5)).Build().Fit(TestModels.Mixed(400, 1));
}

internal sealed record FailingModel(ScoringModel Inner, FailingTrainer Trainer) : ScoringModel
{
    public override int FeatureCount => Inner.FeatureCount;

    public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
    {
        if (Trainer.IsFailing) throw new InvalidOperationException("The model's own.");
        Inner.Score(rows, margins);
    }

    public override string Export(OnnxGraph graph, string features) => Inner.Export(graph, features);
}
