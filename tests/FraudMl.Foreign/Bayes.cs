using FraudMl;
using FraudMl.Onnx;

namespace Foreign;

/// <summary>Options of <see cref="BayesCatalog"/>.</summary>
public sealed record BayesOptions : ValidatedOptions
{
    /// <value>What is added to each variance. Default 0.01.</value>
    [Rule(Above = 0), Tune(1e-4, 10, Scale.Log)]
    public double Smoothing { get; init; } = 0.01;
}

/// <summary>Adds naive Bayes with normal variables to the catalogue of trainers.</summary>
public static class BayesCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns the learner.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer Bayes(BayesOptions? options = null) => new BayesTrainer(options ?? new BayesOptions());

        /// <summary>Returns a learner whose model is the mean of those of two others.</summary>
        /// <param name="first">The one.</param>
        /// <param name="second">The other.</param>
        public static ITrainer Two(ITrainer first, ITrainer second) => new TwoTrainer(first, second);
    }
}

[DefinedAs("Trainers.Bayes")]
internal sealed class BayesTrainer(BayesOptions options) : ITrainer
{
    public string Name => "Naive Bayes";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new BayesTrainer(options.As<BayesOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        data.RequireValid(Name);
        int count = data.Matrix.ColumnCount;
        double rate = data.FraudRatio(), bias = Math.Log(rate / (1 - rate));
        double[] squares = new double[count], weights = new double[count];
        for (int column = 0; column < count; column++)
        {
            (double mean, double variance) = Moments(data, column, fraud: true);
            (double other, double otherVariance) = Moments(data, column, fraud: false);
            squares[column] = 0.5 * ((1 / otherVariance) - (1 / variance));
            weights[column] = (mean / variance) - (other / otherVariance);
            bias += 0.5 * ((other * other / otherVariance) - (mean * mean / variance) + Math.Log(otherVariance / variance));
        }

        return new BayesModel(squares, weights, bias);
    }

    private (double Mean, double Variance) Moments(TrainingData data, int column, bool fraud)
    {
        double count = 0, sum = 0, squares = 0;
        for (int row = 0; row < data.Matrix.RowCount; row++)
        {
            double value = data.Matrix.Row(row)[column];
            if (data.Labels.Span[row] != fraud || double.IsNaN(value)) continue;
            count++;
            sum += value;
            squares += value * value;
        }

        return (sum / count, Math.Max(0, (squares / count) - (sum / count * (sum / count))) + options.Smoothing);
    }
}

/// <summary>Margin = bias + Σ square · x² + Σ weight · x.</summary>
[StoredAs("foreign.bayes")]
internal sealed record BayesModel(double[] Squares, double[] Weights, double Bias) : ScoringModel
{
    [System.Text.Json.Serialization.JsonIgnore]
    public override int FeatureCount => Weights.Length;

    public override void Check()
    {
        if (Squares.Length != Weights.Length || Squares.Concat(Weights).Append(Bias).Any(double.IsNaN))
            throw new FraudMlException("This model is damaged: naive Bayes needs a square and a weight for each feature.");
    }

    public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
    {
        for (int row = 0; row < margins.Length; row++)
        {
            margins[row] = Bias;
            for (int i = 0; i < Weights.Length; i++)
            {
                double value = rows[(row * Weights.Length) + i];
                margins[row] += (Squares[i] * value * value) + (Weights[i] * value);
            }
        }
    }

    public override string Export(OnnxGraph graph, string features)
    {
        string values = graph.Cast(features, OnnxElement.Double);
        string squared = graph.Node("MatMul", [graph.Node("Mul", [values, values]), graph.Doubles(Squares, Squares.Length, 1)]);
        string weighted = graph.Node("MatMul", [values, graph.Doubles(Weights, Weights.Length, 1)]);
        return graph.Node("Add", [graph.Node("Add", [squared, weighted]), graph.Doubles([Bias])]);
    }
}

[DefinedAs("Trainers.Two")]
internal sealed class TwoTrainer(ITrainer first, ITrainer second) : ITrainer
{
    public string Name => $"{first.Name} and {second.Name}";

    public ValidatedOptions Options => NoOptions.Instance;

    public IReadOnlyList<IPart> Parts => [first, second];

    public string SlotOf(int part) => part == 0 ? "first" : "second";

    public ITrainer With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    IPart IPart.With(IReadOnlyList<IPart> parts)
    {
        IReadOnlyList<ITrainer> both = parts.As<ITrainer>(Name, count: 2);
        return new TwoTrainer(both[0], both[1]);
    }

    public ScoringModel Train(TrainingData data, TrainingContext context) =>
        new TwoModels(first.Train(data, context), second.Train(data, context));
}

/// <summary>The mean of two models, whoever made them.</summary>
[StoredAs("foreign.two")]
internal sealed record TwoModels(ScoringModel First, ScoringModel Second) : ScoringModel
{
    [System.Text.Json.Serialization.JsonIgnore]
    public override int FeatureCount => First.FeatureCount;

    public override void Check()
    {
        First.Check();
        Second.Check();
        if (First.FeatureCount != Second.FeatureCount)
            throw new FraudMlException("This model is damaged: its two models are over other features.");
    }

    public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
    {
        var second = new double[margins.Length];
        First.Score(rows, margins);
        Second.Score(rows, second);
        for (int row = 0; row < margins.Length; row++) margins[row] = (margins[row] + second[row]) / 2;
    }

    public override string Export(OnnxGraph graph, string features) =>
        graph.Node("Div", [graph.Node("Add", [First.Export(graph, features), Second.Export(graph, features)]), graph.Doubles([2])]);
}
