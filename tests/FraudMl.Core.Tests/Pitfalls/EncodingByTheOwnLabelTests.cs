using Xunit.Abstractions;

namespace FraudMl.Tests;

/// <summary>What docs/pitfalls.md says of encoding a row by a rate that its own label is part of.</summary>
public sealed class EncodingByTheOwnLabelTests(ITestOutputHelper output)
{
    [Fact]
    public void A_card_that_knows_nothing_ruins_what_the_amount_knows()
    {
        (Dataset train, Dataset test) = (Rows(4000, seed: 1), Rows(4000, seed: 2));
        var encoder = new TargetMeanStep("card", new TargetMeanOptions());
        (double withoutTrain, double without) = RocAuc(new DropStep("card"), train, test);
        (double wrongTrain, double wrongTest) = RocAuc(new WrongWay(encoder), train, test);
        (double rightTrain, double rightTest) = RocAuc(encoder, train, test);
        output.WriteLine(FormattableString.Invariant(
            $"without {withoutTrain:0.000} {without:0.000}; wrong {wrongTrain:0.000} {wrongTest:0.000}; right {rightTrain:0.000} {rightTest:0.000}"));

        wrongTrain.ShouldBeGreaterThan(0.95);
        wrongTest.ShouldBeLessThan(without - 0.08);
        rightTest.ShouldBe(without, 0.02);
        rightTrain.ShouldBe(withoutTrain, 0.02);
    }

    // The ROC-AUC that the learner reaches on what it is trained on, and on rows that it has not seen.
    private static (double Train, double Test) RocAuc(IFeatureStep step, Dataset train, Dataset test)
    {
        (FittedFeatures features, FeatureMatrix matrix) = FittedFeatures.Fit([step], train, new StepContext(1, Folds.Stratified(5, 1)));
        ScoringModel model = Trainers.LogisticRegression().Train(new TrainingData(matrix, train.Labels.ToArray()),
            new TrainingContext(1, 1));
        return (Of(matrix, train), Of(features.Transform(test), test));

        double Of(FeatureMatrix rows, Dataset data)
        {
            double[] margins = new double[rows.RowCount];
            model.Score(rows.Values.Span, margins);
            return Metrics.RocAuc.Compute(new ScoredRows(data.Labels.ToArray(), margins, new() { Kind = ScoreKind.Margin }));
        }
    }

    // The amount knows something of the label; the card, one of 2,000, nothing.
    private static Dataset Rows(int count, int seed)
    {
        var random = new Random(seed);
        float[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(10) == 0 ? 1f : 0f)];
        return new Dataset(
        [
            new NumberColumn("amount",
                [.. labels.Select(label => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble()) + (0.6f * label))]),
            new TextColumn("card", [.. labels.Select(_ => random.Next(2000))],
                new TextDictionary([.. Enumerable.Range(0, 2000).Select(card => $"card {card}")])),
            new NumberColumn("label", labels, ColumnRoles.Label),
        ]);
    }

    /// <summary>Encodes training rows like rows that are scored.</summary>
    private sealed class WrongWay(IFeatureStep encoder) : IFeatureStep
    {
        public string Name => encoder.Name;

        public ValidatedOptions Options => encoder.Options;

        public IFeatureStep With(ValidatedOptions options) => new WrongWay(encoder.With(options));

        public IFittedStep Fit(TrainingRows rows, StepContext context) => encoder.Fit(rows, context);
    }
}
