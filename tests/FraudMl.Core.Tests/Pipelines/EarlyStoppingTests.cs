using System.Collections.Concurrent;

namespace FraudMl.Tests;

/// <summary>Which rows are held back for early stopping: they are split off as the scheme validates, not at random.</summary>
public sealed class EarlyStoppingTests
{
    private const int RowCount = 600;

    // Rows an hour apart; the time and the card are features too, so that a learner can tell what it was given.
    private static readonly Dataset Data = new(
    [
        new NumberColumn("Hour", [.. Enumerable.Range(0, RowCount).Select(row => (float)row)]),
        new NumberColumn("CardNumber", [.. Enumerable.Range(0, RowCount).Select(row => (float)CardOf(row))]),
        new NumberColumn("Class", [.. Enumerable.Range(0, RowCount).Select(row => row % 7 == 0 ? 1f : 0f)], ColumnRoles.Label),
        new TimestampColumn("When", [.. Enumerable.Range(0, RowCount).Select(row => row * 3_600_000_000L)], ColumnRoles.Timestamp),
        new TextColumn("Card", [.. Enumerable.Range(0, RowCount).Select(CardOf)], new TextDictionary([.. Enumerable.Range(0, 60).Select(card => $"card {card}")]), ColumnRoles.Key),
    ]);

    public static TheoryData<string> AlongTime => ["TimeOrdered", "Prequential"];

    [Theory, MemberData(nameof(AlongTime))]
    public void Rows_held_back_along_time_are_the_latest(string scheme)
    {
        IFolds folds = scheme == "TimeOrdered"
            ? Folds.TimeOrdered(3, new() { Gap = TimeSpan.FromHours(12) })
            : Folds.Prequential(2, new() { Training = TimeSpan.FromDays(10), LabelDelay = TimeSpan.FromDays(2), Validation = TimeSpan.FromDays(3) });
        foreach (TrainingData seen in Seen(folds))
        {
            float[] trained = Column(seen, 0), held = Column(seen.Validation!, 0);
            held.Min().ShouldBeGreaterThan(trained.Max() + (scheme == "TimeOrdered" ? 12 : 24));
            ((double)held.Length / (held.Length + trained.Length)).ShouldBeInRange(0.15, 0.35);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void No_card_is_held_back_and_trained_on(bool stratified)
    {
        foreach (TrainingData seen in Seen(stratified ? Folds.StratifiedGrouped("Card", 3) : Folds.Grouped("Card", 3)))
        {
            float[] trained = Column(seen, 1), held = Column(seen.Validation!, 1);
            trained.Intersect(held).ShouldBeEmpty();
            ((double)held.Length / (held.Length + trained.Length)).ShouldBeInRange(0.1, 0.3);
        }
    }

    [Fact]
    public void With_stratified_folds_the_rows_held_back_are_those_of_before()
    {
        FoldInput input = FoldInput.Of(Data);
        foreach (IFolds folds in new[] { Folds.Stratified(3, seed: 9), Folds.InterleavedStratified(4) })
            folds.HoldOut(input, 0.1, seed: 5).ShouldBeEquivalentTo(Folds.Stratified(10, seed: 5).Split(input)[0]);
    }

    [Fact]
    public void Too_few_frauds_to_hold_back_are_told_without_folds_that_nobody_asked_for()
    {
        var few = new Dataset([Data["Hour"],
            new NumberColumn("Class", [.. Enumerable.Range(0, RowCount).Select(row => row % 150 == 0 ? 1f : 0)], ColumnRoles.Label)]);
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(new SeeingTrainer()).Build();
        Should.Throw<FraudMlException>(() => pipeline.Fit(few)).Message.ShouldBe(
            "Early stopping holds back a share of 0.2 of each class, which takes 5 rows of it at least, and there are 4 frauds among 600 rows. "
            + "Raise ValidationShare to 0.25, bring more data, or do without early stopping: EarlyStoppingRounds = 0.");
        var one = new Dataset([Data["Hour"],
            new NumberColumn("Class", [.. Enumerable.Range(0, RowCount).Select(row => row == 5 ? 1f : 0)], ColumnRoles.Label)]);
        Should.Throw<FraudMlException>(() => pipeline.Fit(one)).Message
            .ShouldEndWith("Bring more data, or do without early stopping: EarlyStoppingRounds = 0.");
    }

    [Fact]
    public void The_winner_and_its_folds_hold_back_by_the_same_scheme()
    {
        var trainer = new SeeingTrainer();
        new FraudPipelineBuilder().Train(trainer).Build().Fit(Data, new() { InnerFolds = Folds.TimeOrdered(3) });
        TrainingData seen = trainer.Seen.ShouldHaveSingleItem();
        Column(seen.Validation!, 0).Min().ShouldBeGreaterThan(Column(seen, 0).Max());
    }

    private static int CardOf(int row) => row * 37 % 60;

    private static float[] Column(TrainingData data, int column) => [.. Enumerable.Range(0, data.Matrix.RowCount).Select(row => data.Matrix.Row(row)[column])];

    private static TrainingData[] Seen(IFolds folds)
    {
        var trainer = new SeeingTrainer();
        new FraudPipelineBuilder().Train(trainer).Build().CrossValidate(Data, folds, options: new() { InnerFolds = folds });
        trainer.Seen.Count.ShouldBe(folds.Split(FoldInput.Of(Data)).Count);
        return [.. trainer.Seen];
    }

    private sealed class SeeingTrainer : ITrainer
    {
        public ConcurrentQueue<TrainingData> Seen { get; } = [];

        public string Name => "Seeing";

        public ValidatedOptions Options { get; } = new NewtonOptions();

        public double ValidationShare => 0.2;

        public ITrainer With(ValidatedOptions options) => this;

        public ScoringModel Train(TrainingData data, TrainingContext context)
        {
            Seen.Enqueue(data);
            return new LinearModel(new float[data.Matrix.ColumnCount], 0);
        }
    }
}
