namespace FraudMl.Tests;

/// <summary>What holds for every ensemble of balanced samples.</summary>
public sealed class EnsembleTrainerTests
{
    private static readonly TrainingData Data = Rows.Random(frauds: 60, legitimate: 1200, shift: 1.5);

    public static TheoryData<string> Names => [.. Ensembles.Keys];

    /// <value>Those whose learner is the default.</value>
    public static TheoryData<string> Defaults => [.. Ensembles.Keys.Where(name => !name.Contains("line", StringComparison.Ordinal))];

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
        new ScoredRows(Data.Labels.Span, margins, new() { Kind = ScoreKind.Margin }).ShouldSatisfyAllConditions(
            rows => Metrics.RocAuc.Compute(rows).ShouldBeGreaterThan(0.9));
        Margins(Ensembles[name].Train(Data, new TrainingContext(7, 1)), Data).ShouldBe(margins);
    }

    [Theory, MemberData(nameof(Names))]
    public void Trees_make_one_tree_ensemble_and_others_a_blend(string name) =>
        Train(name, Data).GetType().ShouldBe(name.EndsWith("line", StringComparison.Ordinal) ? typeof(BlendedModel) : typeof(TreeEnsemble));

    [Theory, MemberData(nameof(Names))]
    public void One_class_is_explained(string name) =>
        Should.Throw<FraudMlException>(() => Train(name, Rows.Random(0, 20))).Message.ShouldContain("needs both classes");

    [Theory, MemberData(nameof(Names))]
    public void Balanced_rows_are_taken_as_they_are(string name) =>
        Margins(Train(name, Rows.Random(50, 50)), Data).ShouldAllBe(margin => double.IsFinite(margin));

    [Theory, MemberData(nameof(Names))]
    public void A_cancelled_token_stops_it_before_anything_is_done_also_where_rows_are_balanced(string name)
    {
        TrainingContext cancelled = new(7, 2) { CancellationToken = new CancellationToken(canceled: true) };
        Should.Throw<OperationCanceledException>(() => Ensembles[name].Train(Data, cancelled));
        Should.Throw<OperationCanceledException>(() => Ensembles[name].Train(Rows.Random(50, 50), cancelled));
    }

    [Theory, MemberData(nameof(Defaults))]
    public void A_column_that_tells_is_found_wherever_it_stands_among_noise(string name)
    {
        double[] areas = [.. Enumerable.Range(0, 6)
            .Select(place => RocAuc(name, OneThatTells(place, seed: 1), OneThatTells(place, seed: 2)))];
        areas.Min().ShouldBeGreaterThan(0.75, string.Join(", ", areas));
        (areas.Max() - areas.Min()).ShouldBeLessThan(0.1, string.Join(", ", areas));
    }

    [Theory, MemberData(nameof(Defaults))]
    public void Permuted_columns_rank_as_well(string name)
    {
        double[] areas = [.. new[] { new[] { 0, 1, 2, 3, 4, 5 }, [5, 4, 3, 2, 1, 0], [3, 0, 5, 1, 4, 2] }
            .Select(order => RocAuc(name, Permuted(order, seed: 1), Permuted(order, seed: 2)))];
        areas.Min().ShouldBeGreaterThan(0.8, string.Join(", ", areas));
        (areas.Max() - areas.Min()).ShouldBeLessThan(0.05, string.Join(", ", areas));
    }

    [Fact]
    public void Every_column_of_like_use_is_split_on_by_a_balanced_forest()
    {
        var trees = (TreeEnsemble)Train("forest", Data);
        for (int column = 0; column < 4; column++) trees.Features.Count(feature => feature == column)
            .ShouldBeGreaterThan(trees.Features.Count(feature => feature >= 0) / 12);
    }

    [Fact]
    public void The_rows_that_instance_hardness_keeps_do_not_depend_on_where_the_column_that_tells_stands()
    {
        foreach (int place in new[] { 0, 3, 5 })
        {
            TrainingData data = OneThatTells(place, seed: 1);
            TrainingData kept = Resamplers.InstanceHardness(options: new() { TargetRatio = 0.1 }).Resample(data, Rows.Context()).Data;
            double MeanOfLegitimate(TrainingData rows) =>
                Enumerable.Range(0, rows.Labels.Length).Where(row => !rows.Labels.Span[row]).Average(row => rows.Matrix.Row(row)[place]);
            MeanOfLegitimate(kept).ShouldBeLessThan(MeanOfLegitimate(data) - 0.05);
        }
    }

    [Fact]
    public void The_prior_correction_is_part_of_the_model() =>
        Margins(Train("bagging of a line", Data), Data).Average(margin => 1 / (1 + Math.Exp(-margin))).ShouldBe(60 / 1260.0, 0.015);

    [Fact]
    public void A_balanced_forest_has_as_many_trees_as_asked() =>
        Train("forest", Data).ShouldBeOfType<TreeEnsemble>().Roots.Length.ShouldBe(12);

    [Fact]
    public void A_sum_of_tree_ensembles_scores_as_their_margins_add_up()
    {
        ScoringModel[] models = [.. Enumerable.Range(1, 3)
            .Select(seed => Trainers.FastForest(new() { TreeCount = 2 }).Train(Data, new TrainingContext(seed, 1)))];
        double[] sums = new double[Data.Labels.Length];
        foreach (ScoringModel model in models)
        {
            double[] margins = Margins(model, Data);
            for (int row = 0; row < sums.Length; row++) sums[row] += 0.25 * margins[row];
        }

        double[] got = Margins(ModelSum.Of(models, 0.25, 1.5), Data);
        for (int row = 0; row < sums.Length; row++) got[row].ShouldBe(sums[row] + 1.5, 1e-9);
    }

    private static double RocAuc(string name, TrainingData train, TrainingData test) =>
        Metrics.RocAuc.Compute(new ScoredRows(test.Labels.Span, Margins(Train(name, train), test), new() { Kind = ScoreKind.Margin }));

    private static TrainingData OneThatTells(int place, int seed) => Moved(2000, seed, column => column == place ? 0.8 : 0);

    // Three columns tell, one more than the other; three are noise.
    private static TrainingData Permuted(int[] order, int seed)
    {
        TrainingData data = Moved(2000, seed, column => column < 3 ? 0.3 + (0.2 * column) : 0);
        return Rows.Of([.. Enumerable.Range(0, 2000).Select(row => Array.ConvertAll(order, column => data.Matrix.Row(row)[column]))],
            data.Labels.ToArray());
    }

    private static TrainingData Moved(int rowCount, int seed, Func<int, double> shift)
    {
        var random = new Random(seed);
        bool[] labels = [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(20) == 0)];
        return Rows.Of([.. labels.Select(fraud => Enumerable.Range(0, 6)
            .Select(column => (float)(random.NextDouble() + random.NextDouble() + (fraud ? shift(column) : 0))).ToArray())], labels);
    }

    private static ScoringModel Train(string name, TrainingData data) => Ensembles[name].Train(data, new TrainingContext(7, 2));

    private static double[] Margins(ScoringModel model, TrainingData data)
    {
        var margins = new double[data.Labels.Length];
        model.Score(data.Matrix.Values.Span, margins);
        return margins;
    }
}
