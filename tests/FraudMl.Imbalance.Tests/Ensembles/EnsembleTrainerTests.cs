namespace FraudMl.Tests;

/// <summary>What holds for every ensemble of balanced samples.</summary>
public sealed class EnsembleTrainerTests
{
    private static readonly TrainingData Data = Rows.Random(frauds: 60, legitimate: 1200, shift: 1.5);

    public static TheoryData<string> Names => [.. Ensembles.Keys];

    private static Dictionary<string, ITrainer> Ensembles { get; } = new()
    {
        ["bagging"] = Trainers.BalancedBagging(options: new() { EstimatorCount = 3 }),
        ["bagging of a line"] = Trainers.BalancedBagging(new NewtonTrainer(), new() { EstimatorCount = 5 }),
        ["forest"] = Trainers.BalancedRandomForest(options: new() { TreeCount = 12 }),
        ["forest of a line"] = Trainers.BalancedRandomForest(new NewtonTrainer(), new() { TreeCount = 5 }),
        ["easy"] = Trainers.EasyEnsemble(options: new() { EstimatorCount = 2, RoundCount = 4 }),
        ["easy of a line"] = Trainers.EasyEnsemble(new NewtonTrainer(), new() { EstimatorCount = 3, RoundCount = 2 }),
        ["rus"] = Trainers.RusBoost(options: new() { RoundCount = 6 }),
    };

    [Theory, MemberData(nameof(Names))]
    public void It_ranks_frauds_first_and_gives_the_same_model_for_any_number_of_threads(string name)
    {
        ScoringModel model = Train(name, Data);
        double[] margins = Margins(model, Data);
        new ScoredRows(Data.Labels.Span, margins, new() { Kind = ScoreKind.Margin }).ShouldSatisfyAllConditions(rows => Metrics.RocAuc.Compute(rows).ShouldBeGreaterThan(0.9));
        Margins(Ensembles[name].Train(Data, new TrainingContext(7, 1)), Data).ShouldBe(margins);
    }

    [Theory, MemberData(nameof(Names))]
    public void Trees_make_one_tree_ensemble_and_others_a_blend(string name) =>
        Train(name, Data).GetType().ShouldBe(name.EndsWith("line", StringComparison.Ordinal) ? typeof(BlendedModel) : typeof(TreeEnsemble));

    [Theory, MemberData(nameof(Names))]
    public void One_class_is_explained(string name) =>
        Should.Throw<FraudMlException>(() => Train(name, Rows.Random(0, 20))).Message.ShouldContain("needs both classes");

    [Theory, MemberData(nameof(Names))]
    public void Balanced_rows_are_taken_as_they_are(string name) => Margins(Train(name, Rows.Random(50, 50)), Data).ShouldAllBe(margin => double.IsFinite(margin));

    [Fact]
    public void The_prior_correction_is_part_of_the_model() =>
        Margins(Train("bagging of a line", Data), Data).Average(margin => 1 / (1 + Math.Exp(-margin))).ShouldBe(60 / 1260.0, 0.015);

    [Fact]
    public void A_balanced_forest_has_as_many_trees_as_asked() =>
        Train("forest", Data).ShouldBeOfType<TreeEnsemble>().Roots.Length.ShouldBe(12);

    [Fact]
    public void A_sum_of_tree_ensembles_scores_as_their_margins_add_up()
    {
        ScoringModel[] models = [.. Enumerable.Range(1, 3).Select(seed => Trainers.FastForest(new() { TreeCount = 2 }).Train(Data, new TrainingContext(seed, 1)))];
        double[] sums = new double[Data.Labels.Length];
        foreach (ScoringModel model in models)
        {
            double[] margins = Margins(model, Data);
            for (int row = 0; row < sums.Length; row++) sums[row] += 0.25 * margins[row];
        }

        double[] got = Margins(ModelSum.Of(models, 0.25, 1.5), Data);
        for (int row = 0; row < sums.Length; row++) got[row].ShouldBe(sums[row] + 1.5, 1e-9);
    }

    private static ScoringModel Train(string name, TrainingData data) => Ensembles[name].Train(data, new TrainingContext(7, 2));

    private static double[] Margins(ScoringModel model, TrainingData data)
    {
        var margins = new double[data.Labels.Length];
        model.Score(data.Matrix.Values.Span, margins);
        return margins;
    }
}
