using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace FraudMl.Tests;

public sealed class MlNetResamplingTests
{
    private static readonly MLContext Ml = new(seed: 1);
    private static readonly IDataView Transactions = Ml.Data.LoadFromEnumerable(Payments(40, 400));

    [Fact]
    public void Only_fitting_is_resampled()
    {
        ResampledRows? seen = null;
        var model = Features().Append(Ml.BinaryClassification.Trainers.LbfgsLogisticRegression()
            .WithResampling(Resamplers.Smote(), onResampled: rows => seen = rows)).Fit(Transactions);
        seen!.Data.FraudCount.ShouldBe(400);
        seen.Data.Matrix.Columns.Select(column => column.Name).ShouldBe(["Amount", "Hour"]);
        model.Transform(Transactions).GetColumn<float>("Probability").Count().ShouldBe(440);
    }

    [Fact]
    public void The_transformer_is_the_trainers_own_and_contains_no_resampler()
    {
        var model =
            Features().Append(Ml.BinaryClassification.Trainers.LbfgsLogisticRegression().WithResampling(Resamplers.RandomUnder()))
                .Fit(Transactions);
        model.LastTransformer.GetType().Assembly.GetName().Name.ShouldBe("Microsoft.ML.Data");
        model.LastTransformer.Model.SubModel.Weights.Count.ShouldBe(2);
    }

    [Fact]
    public void A_resampled_model_saves_and_loads()
    {
        var model = Features().Append(Ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 5).WithResampling(Resamplers.Smote()))
            .Fit(Transactions);
        using var stream = new MemoryStream();
        Ml.Model.Save(model, Transactions.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        loaded.Transform(Transactions).GetColumn<float>("Score").ShouldBe(model.Transform(Transactions).GetColumn<float>("Score"));
    }

    [Fact]
    public void Cross_validation_resamples_the_training_part_of_each_fold_and_validates_on_rows_as_they_are()
    {
        List<ResampledRows> seen = [];
        IEstimator<ITransformer> pipeline = Features()
            .Append(Ml.BinaryClassification.Trainers.SdcaLogisticRegression().WithResampling(Resamplers.RandomOver(), onResampled: rows =>
        {
            lock (seen) seen.Add(rows);
        }));
        var folds = Ml.BinaryClassification.CrossValidate(Transactions, pipeline, numberOfFolds: 4);
        seen.Count.ShouldBe(4);
        foreach (ResampledRows rows in seen) rows.Data.FraudCount.ShouldBe(rows.Data.Labels.Length / 2);
        folds.Sum(fold => fold.Metrics.ConfusionMatrix.Counts.Sum(row => row.Sum())).ShouldBe(440);
    }

    [Fact]
    public void Weights_go_along()
    {
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options { ExampleWeightColumnName = nameof(Payment.Weight) };
        ResampledRows? seen = null;
        Features().Append(Ml.BinaryClassification.Trainers.LbfgsLogisticRegression(options)
            .WithResampling(Resamplers.Smote(), onResampled: rows => seen = rows)).Fit(Transactions);
        seen!.Data.Weights.ToArray().ShouldAllBe(weight => weight == 2);
    }

    [Fact]
    public void Legitimate_rows_left_out_move_the_probabilities_by_the_reported_shift()
    {
        ResampledRows? seen = null;
        var model = Features().Append(Ml.BinaryClassification.Trainers.LbfgsLogisticRegression()
            .WithResampling(Resamplers.RandomUnder(), onResampled: rows => seen = rows)).Fit(Transactions);
        float[] margins = [.. model.Transform(Transactions).GetColumn<float>("Score")];
        margins.Average(margin => 1 / (1 + Math.Exp(-margin))).ShouldBeGreaterThan(0.25);
        margins.Average(margin => 1 / (1 + Math.Exp(-(margin + seen!.Shift.LogOddsOffset)))).ShouldBe(40 / 440.0, 0.03);
    }

    [Fact]
    public void A_trainer_of_another_kind_is_refused() =>
        Should.Throw<FraudMlException>(() => Ml.Regression.Trainers.Sdca().WithResampling(Resamplers.Smote())).Message
            .ShouldStartWith("WithResampling works on binary trainers, whose label is true or false. SdcaRegressionTrainer takes");

    private static Microsoft.ML.Transforms.ColumnConcatenatingEstimator Features() =>
        Ml.Transforms.Concatenate("Features", nameof(Payment.Amount), nameof(Payment.Hour));

    private static Payment[] Payments(int frauds, int legitimate)
    {
        TrainingData rows = Rows.Random(frauds, legitimate, columns: 2);
        return [.. Enumerable.Range(0, rows.Labels.Length).Select(row =>
            new Payment { Label = rows.Labels.Span[row], Amount = rows.Matrix.Row(row)[0], Hour = rows.Matrix.Row(row)[1], Weight = 2 })];
    }

    private sealed class Payment
    {
        public bool Label { get; set; }

        public float Amount { get; set; }

        public float Hour { get; set; }

        public float Weight { get; set; }
    }
}
