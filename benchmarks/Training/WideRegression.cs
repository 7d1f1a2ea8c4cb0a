using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;
using Microsoft.ML;
using Microsoft.ML.Trainers;

/// <summary>A logistic regression of more columns than Newton's method takes, beside ML.NET's L-BFGS with the same rows and penalty.</summary>
internal static class WideRegression
{
    private const int RowCount = 20_000, ColumnCount = 600;

    public static void Measure(Figures figures, int repeats, TrainingContext context)
    {
        TrainingData data = Rows();
        ITrainer ours = Trainers.LogisticRegression(new() { L2 = 1, Standardize = false });
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L2Regularization = 1,
            L1Regularization = 0,
            OptimizationTolerance = 1e-7f,
            NumberOfThreads = context.ThreadCount,
            MaximumNumberOfIterations = 1000,
        };
        ITrainer theirs = Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(options));
        double[] our = new double[repeats], their = new double[repeats];
        ScoringModel[] models = new ScoringModel[2];
        for (int i = 0; i < repeats; i++)
        {
            (models[0], our[i]) = Timed(ours, data, context);
            (models[1], their[i]) = Timed(theirs, data, context);
        }

        Array.Sort(our);
        Array.Sort(their);
        figures.Add("wide logistic regression (peer: ML.NET's L-BFGS)", our[repeats / 2], "s", their[repeats / 2]);
        figures.Add("its objective at the end (peer: ML.NET's L-BFGS)", Objective(models[0], data), "", Objective(models[1], data));
    }

    private static (ScoringModel Model, double Seconds) Timed(ITrainer trainer, TrainingData data, TrainingContext context)
    {
        long start = Stopwatch.GetTimestamp();
        ScoringModel model = trainer.Train(data, context);
        return (model, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    // Who stops early is faster: the sum of log losses and half the squared weights tells.
    private static double Objective(ScoringModel model, TrainingData data)
    {
        var margins = new double[RowCount];
        model.Score(data.Matrix.Values.Span, margins);
        double penalty = ((LinearModel)model).Weights.Sum(weight => (double)weight * weight) / 2;
        return penalty + margins.Select((margin, row) => Math.Log(1 + Math.Exp(data.Labels.Span[row] ? -margin : margin))).Sum();
    }

    private static TrainingData Rows()
    {
        var random = new Random(1);
        var values = new float[RowCount * ColumnCount];
        var labels = new bool[RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            labels[row] = row % 50 == 0;
            for (int i = 0; i < ColumnCount; i++)
            {
                double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                values[(row * ColumnCount) + i] = (float)(normal + (labels[row] && i % 40 == 0 ? 0.5 : 0));
            }
        }

        FeatureColumn[] columns = [.. Enumerable.Range(0, ColumnCount).Select(i => new FeatureColumn($"V{i}", $"V{i}"))];
        return new TrainingData(new FeatureMatrix(values, RowCount, columns), labels);
    }
}
