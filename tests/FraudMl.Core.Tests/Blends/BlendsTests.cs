using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Training;

public sealed class BlendsTests
{
    private readonly TrainingData _data = ContractData.Rows(3000);
    private readonly FeatureMatrix _unseen = ContractData.Rows(3000, seed: 2).Matrix;

    private static readonly ITrainer[] Members = [Trainers.LogisticRegression(), Trainers.BaggedTrees(new() { TreeCount = 20 })];

    [Fact]
    public void An_average_is_the_weighted_mean_of_the_margins()
    {
        double[] linear = Margins(Members[0]), forest = Margins(Members[1]),
            blend = Margins(Trainers.Average(Members, new() { Weights = [3, 1] }));
        for (int row = 0; row < blend.Length; row++) blend[row].ShouldBe((0.75 * linear[row]) + (0.25 * forest[row]), 1e-12);
    }

    [Fact]
    public void A_rank_average_does_not_change_when_a_member_is_stretched()
    {
        double[] plain = Margins(Trainers.RankAverage(Members)), stretched = Margins(
            Trainers.RankAverage([Members[0], new StretchedTrainer(Members[1], 40)]));
        for (int row = 0; row < plain.Length; row++) stretched[row].ShouldBe(plain[row], 1e-6);
        plain.Distinct().Count().ShouldBeGreaterThan(2900);
    }

    [Fact]
    public void A_rank_average_orders_rows_by_their_mean_rank()
    {
        double[] linear = Margins(Members[0]);
        double[] alone = Margins(Trainers.RankAverage([Members[0]]));
        int[] Order(double[] margins) => [.. Enumerable.Range(0, margins.Length).OrderBy(row => margins[row])];
        // Beyond the best and the worst training row all ranks are the same.
        Order(alone)[10..^10].ShouldBe(Order(linear)[10..^10]);
    }

    [Fact]
    public void A_stack_leans_on_the_member_that_knows_and_not_on_noise()
    {
        var stack = (BlendedModel)Trainers.Stack([Members[0], new NoiseTrainer()]).Train(_data, ContractData.Context());
        stack.Weights[0].ShouldBeGreaterThan(0.7);
        Math.Abs(stack.Weights[1]).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Greedy_selection_leaves_noise_out_and_is_no_worse_than_its_best_member()
    {
        var trainer = (GreedySelectionTrainer)Trainers.GreedySelection([new NoiseTrainer(), Members[1], Members[0]]);
        var model = (BlendedModel)trainer.Train(_data, ContractData.Context());
        model.Models.ShouldNotContain(member => member is LinearModel && ((LinearModel)member).Bias == NoiseTrainer.Bias);
        double[][] margins = OutOfFoldMargins.Of([Members[0].Train, Members[1].Train], _data, 5, ContractData.Context());
        double Score(double[] margin) =>
            Metrics.AveragePrecision.Compute(new ScoredRows(_data.Labels.ToArray(), margin, new() { Kind = ScoreKind.Margin }));
        int[] counts = trainer.Select(margins, _data, CancellationToken.None);
        double[] blend = [.. margins[0].Select((margin, row) => ((counts[0] * margin) + (counts[1] * margins[1][row])) / counts.Sum())];
        Score(blend).ShouldBeGreaterThanOrEqualTo(margins.Max(Score));
    }

    [Fact]
    public void Scores_out_of_fold_come_from_models_that_had_not_seen_the_row()
    {
        double[] margins = OutOfFoldMargins.Of([Members[0].Train], _data, 5, ContractData.Context())[0];
        Fold fold = Folds.Stratified(5, ContractData.Context().Seed).Split(new FoldInput(_data.Labels))[2];
        var rest = new TrainingData(_data.Matrix.Take(fold.TrainingRows),
            Array.ConvertAll(fold.TrainingRows, row => _data.Labels.Span[row]));
        double[] expected = ContractData.Margins(Members[0].Train(rest, ContractData.Context()), _data.Matrix.Take(fold.ValidationRows));
        Array.ConvertAll(fold.ValidationRows, row => margins[row]).ShouldBe(expected);
    }

    [Fact]
    public void Copies_of_a_row_stay_together_so_that_oversampling_flatters_nobody()
    {
        int[] tripled = [.. Enumerable.Range(0, 3000).SelectMany(row => Enumerable.Repeat(row, _data.Labels.Span[row] ? 3 : 1))];
        var copies = new TrainingData(_data.Matrix.Take(tripled), Array.ConvertAll(tripled, row => _data.Labels.Span[row]));
        double[] margins = OutOfFoldMargins.Of([new NearestTrainer().Train], copies, 5, ContractData.Context())[0];
        margins.ShouldAllBe(margin => margin > 0);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_explained()
    {
        Should.Throw<FraudMlException>(() => Margins(Trainers.Average(Members, new() { Weights = [1, 2, 3] }))).Message
            .ShouldContain("Got 3 weights for 2 learners");
        Should.Throw<FraudMlException>(() => new AverageOptions { Weights = [1, -1] }.Validate()).Problems.ShouldHaveSingleItem();
        Should.Throw<FraudMlException>(() => Trainers.Stack([])).Message.ShouldContain("at least one learner");
        Should.Throw<FraudMlException>(() => BlendedModel.Average([new LinearModel([1], 0), new LinearModel([1, 2], 0)])).Message
            .ShouldContain("the same features");
    }

    [Fact]
    public void A_blend_with_early_stopping_holds_back_what_its_members_ask_for() =>
        Trainers.Average([Members[0], new StretchedTrainer(Members[1], 1) { ValidationShare = 0.2 }]).ValidationShare.ShouldBe(0.2);

    private double[] Margins(ITrainer trainer) => ContractData.Margins(trainer.Train(_data, ContractData.Context()), _unseen);
}
