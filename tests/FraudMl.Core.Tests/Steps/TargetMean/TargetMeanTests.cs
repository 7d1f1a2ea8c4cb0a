namespace FraudMl.Tests;

public sealed class TargetMeanTests
{
    private const long Day = 86_400_000_000;

    [Fact]
    public void Groups_in_one_fold_see_nothing_of_each_other()
    {
        // Each card has a merchant of its own: when the rows of a card stay together, no fold knows the merchants that it holds out.
        var random = new Random(3);
        int[] cards = [.. Enumerable.Range(0, 400).Select(_ => random.Next(40))];
        var names = new TextDictionary([.. Enumerable.Range(0, 40).Select(card => $"card {card}")]);
        var data = new Dataset(
        [
            new TextColumn("card", cards, names, ColumnRoles.Key),
            new TextColumn("merchant", cards, names),
            new NumberColumn("label", [.. cards.Select((card, row) => card % 4 == 0 || row % 9 == 0 ? 1f : 0f)], ColumnRoles.Label),
        ]);

        float[] byCard = Encoded(data, new TargetMeanOptions { Folds = Folds.Grouped("card"), Smoothing = 1 });
        float[] byRow = Encoded(data, new TargetMeanOptions { Smoothing = 1 });

        byCard.Distinct().Count().ShouldBeLessThanOrEqualTo(5);
        byRow.Distinct().Count().ShouldBeGreaterThan(20);
    }

    [Fact]
    public void In_time_a_label_counts_from_its_delay_on()
    {
        // One category; frauds on day 0 and 1, known seven days later.
        var data = new Dataset(
        [
            new TextColumn("merchant", new int[6], new TextDictionary(["m"])),
            new NumberColumn("label", [1, 1, 0, 0, 0, 0], ColumnRoles.Label),
            new TimestampColumn("when", [0, Day, 7 * Day - 1, 7 * Day, 8 * Day, 30 * Day]),
        ]);

        float[] encoded = Encoded(data, new TargetMeanOptions { CrossFit = TargetCrossFit.OrderedInTime, LabelDelay = TimeSpan.FromDays(7),
            Smoothing = 0 });

        // Nothing known is the overall rate, 2 of 6; then one fraud of one row, two of two, two of five.
        encoded.ShouldBe([2 / 6f, 2 / 6f, 2 / 6f, 1, 1, 2 / 5f]);
    }

    [Fact]
    public void Rows_of_one_time_count_in_the_order_of_the_data()
    {
        var data = new Dataset(
        [
            new TextColumn("merchant", new int[3], new TextDictionary(["m"])),
            new NumberColumn("label", [1, 0, 0], ColumnRoles.Label),
            new TimestampColumn("when", [5, 5, 5]),
        ]);

        Encoded(data, new TargetMeanOptions { CrossFit = TargetCrossFit.OrderedInTime, Smoothing = 0 }).ShouldBe([1 / 3f, 1, 0.5f]);
    }

    [Fact]
    public void Folds_in_time_are_not_taken_for_cross_fitting_unless_they_are_given()
    {
        float[] expected = Encoded(Untimed(), new TargetMeanOptions(), Folds.Stratified(5, 9));

        Encoded(Untimed(), new TargetMeanOptions(), new LastHalf()).ShouldBe(expected);
        Encoded(Untimed(), new TargetMeanOptions { Folds = new LastHalf() })[..500].Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Without_times_encoding_in_time_says_what_to_do() =>
        Should.Throw<FraudMlException>(() => Encoded(Untimed(), new TargetMeanOptions { CrossFit = TargetCrossFit.OrderedInTime })).Message
            .ShouldBe("TargetMean(city) ordered in time needs the time of every training row, and 1000 of 1000 have none. Name the column "
                + "with schema.Timestamp(\"…\").");

    [Fact]
    public void Options_that_do_nothing_together_are_refused() =>
        Should.Throw<FraudMlException>(() =>
            new FraudPipelineBuilder().TargetMean("m", new() { LabelDelay = TimeSpan.FromDays(7), Smoothing = -1 })).Problems.ShouldBe(
        [
            "Smoothing must be at least 0. Got -1 instead.",
            "LabelDelay is used by TargetCrossFit.OrderedInTime only. Set CrossFit, or leave it out.",
        ]);

    private static Dataset Untimed() => new([.. FeatureData.Rows().Columns.Where(column => column.Name != "when")]);

    private static float[] Encoded(Dataset data, TargetMeanOptions options, IFolds? inner = null)
    {
        FeatureMatrix matrix = FittedFeatures.Fit([new TargetMeanStep(data.Has("merchant") ? "merchant" : "city", options),
            new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)],
            data, new StepContext(9, inner ?? Folds.Stratified(5))).Matrix;
        int column = matrix.Columns.Select(feature => feature.Name).ToList()
            .FindIndex(name => name.EndsWith(".TargetMean", StringComparison.Ordinal));
        return [.. Enumerable.Range(0, matrix.RowCount).Select(row => matrix.Row(row)[column])];
    }

    private sealed class LastHalf : IFolds
    {
        public string Name => "last half";

        public ValidatedOptions Options => NoOptions.Instance;

        public IFolds With(ValidatedOptions options) => this;

        public IReadOnlyList<Fold> Split(FoldInput rows) =>
            [new Fold([.. Enumerable.Range(0, rows.Labels.Length / 2)],
                [.. Enumerable.Range(rows.Labels.Length / 2, rows.Labels.Length - (rows.Labels.Length / 2))])];

        public Fold HoldOut(FoldInput rows, double share, int seed) => Split(rows)[0];
    }
}
