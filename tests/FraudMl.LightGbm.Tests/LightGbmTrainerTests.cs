using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class LightGbmTrainerTests
{
    private readonly TrainingData _data = ContractData.Rows(4000);

    [Fact]
    public void A_leaf_without_rows_is_explained()
    {
        Dataset data = SyntheticTransactions.CreditCard(new() { Seed = 1, RowCount = 20_000 });
        var options = new LightGbmOptions { TreeCount = 200, LeafCount = 255, MinimumRowsPerLeaf = 1, MinimumHessianPerLeaf = 0 };
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(Trainers.LightGbm(options)).Build();
        Should.Throw<FraudMlException>(() => pipeline.Fit(data)).Message.ShouldBe(
            "LightGBM made a leaf without rows: it reckons the rows of a leaf from their Hessian, which is all but 0 here. Set "
            + "MinimumHessianPerLeaf to 0.001 or more, or grow fewer trees.");
    }

    [Fact]
    public void Every_iteration_is_reported()
    {
        var seen = new List<TrainingIteration>();
        Train(new() { TreeCount = 12 }, _data, seen, _ => true).Roots.Length.ShouldBe(12);
        seen.Select(iteration => iteration.Iteration).ShouldBe(Enumerable.Range(1, 12));
        seen.ShouldAllBe(iteration => iteration.IterationCount == 12 && iteration.ValidationScore == null);
    }

    [Fact]
    public void Saying_no_keeps_the_trees_grown_so_far()
    {
        var seen = new List<TrainingIteration>();
        Train(new() { TreeCount = 50 }, _data, seen, iteration => iteration.Iteration < 7).Roots.Length.ShouldBe(7);
        seen.Count.ShouldBe(7);
    }

    [Fact]
    public void Cancelling_stops_within_one_iteration()
    {
        using var source = new CancellationTokenSource();
        int iterations = 0;
        TrainingContext context = ContractData.Context() with
        {
            CancellationToken = source.Token,
            OnIteration = _ =>
            {
                if (++iterations == 3) source.Cancel();
                return true;
            },
        };
        Should.Throw<OperationCanceledException>(() => Trainers.LightGbm().Train(_data, context));
        iterations.ShouldBe(3);
    }

    [Fact]
    public void Without_early_stopping_rows_to_follow_are_scored_and_change_nothing()
    {
        var seen = new List<TrainingIteration>();
        TrainingData data = _data with { Validation = ContractData.Rows(2000, seed: 9) };

        TreeEnsemble trees = Train(new() { TreeCount = 20 }, data, seen, _ => true);

        TreeEnsemble alone = Train(new() { TreeCount = 20 }, _data, [], _ => true);
        ContractData.Margins(trees, _data.Matrix).ShouldBe(ContractData.Margins(alone, _data.Matrix));
        seen.Count.ShouldBe(20);
        var rows = new ScoredRows(data.Validation!.Labels.ToArray(), ContractData.Probabilities(trees, data.Validation.Matrix));
        Metrics.AveragePrecision.Compute(rows).ShouldBe(seen[^1].ValidationScore!.Value, 1e-9);
    }

    [Fact]
    public void Rows_to_follow_are_scored_after_the_iterations_asked_for_alone()
    {
        var seen = new List<TrainingIteration>();
        var context = new TrainingContext(1, 1)
        {
            FollowedIterations = [2, 4, 99],
            OnIteration = iteration =>
            {
                seen.Add(iteration);
                return true;
            },
        };

        Trainers.LightGbm(new() { TreeCount = 5 }).Train(_data with { Validation = ContractData.Rows(2000, seed: 9) }, context);

        seen.Where(iteration => iteration.ValidationScore is not null).Select(iteration => iteration.Iteration).ShouldBe([2, 4]);
    }

    [Fact]
    public void Early_stopping_keeps_the_trees_up_to_the_best_average_precision()
    {
        var seen = new List<TrainingIteration>();
        TrainingData data = _data with { Validation = ContractData.Rows(2000, seed: 9) };
        TreeEnsemble trees = Train(new() { TreeCount = 300, LearningRate = 0.3, EarlyStoppingRounds = 10 }, data, seen, _ => true);
        int best = seen.MaxBy(iteration => iteration.ValidationScore).Iteration;
        trees.Roots.Length.ShouldBe(best);
        seen.Count.ShouldBe(best + 10);
        var rows = new ScoredRows(data.Validation!.Labels.ToArray(), ContractData.Probabilities(trees, data.Validation.Matrix));
        Metrics.AveragePrecision.Compute(rows).ShouldBe(seen[best - 1].ValidationScore!.Value, 1e-9);
    }

    [Fact]
    public void Rows_are_held_back_only_for_early_stopping()
    {
        Trainers.LightGbm().ValidationShare.ShouldBe(0);
        Trainers.LightGbm(new() { EarlyStoppingRounds = 5 }).ValidationShare.ShouldBe(0.1);
        Should.Throw<FraudMlException>(() => new LightGbmOptions { EarlyStoppingRounds = 5, ValidationShare = 0 }.Validate())
            .Problems.ShouldHaveSingleItem().ShouldContain("ValidationShare");
    }

    [Fact]
    public void A_training_set_without_any_split_gives_the_prior()
    {
        TreeEnsemble trees = Train(new() { MinimumRowsPerLeaf = 4000 }, _data, [], _ => true);
        double ratio = (double)_data.FraudCount / _data.Matrix.RowCount;
        ContractData.Probabilities(trees, _data.Matrix.Take([0, 1])).ShouldAllBe(p => Math.Abs(p - ratio) < 1e-6);
    }

    [Fact]
    public void The_weight_of_frauds_raises_probabilities()
    {
        double Mean(double weight) =>
            ContractData.Probabilities(Train(new() { PositiveWeight = weight }, _data, [], _ => true), _data.Matrix).Average();
        Mean(10).ShouldBeGreaterThan(Mean(1) * 1.2);
    }

    [Fact]
    public void A_pipeline_trains_tunes_and_saves_it()
    {
        var columns = Enumerable.Range(0, ContractData.ColumnCount).Select(i => (DataColumn)new NumberColumn($"F{i}", Column(i)));
        var data = new Dataset([.. columns, new NumberColumn("Label", Array.ConvertAll(_data.Labels.ToArray(), label => label ? 1f : 0f),
            ColumnRoles.Label)]);
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(Trainers.LightGbm(new() { EarlyStoppingRounds = 5 }))
            .Calibrate(Calibrators.Platt()).Build();
        FraudModel model = pipeline.With(new ParameterSet(new Dictionary<string, object> { ["LeafCount"] = 7 })).Fit(data);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        FraudModel.Load(file).Score(data).ShouldBe(model.Score(data));
    }

    [Fact]
    public void Dart_and_Goss_learn_and_differ()
    {
        TreeEnsemble[] modes = [.. Enum.GetValues<LightGbmMode>().Select(
            mode => Train(new() { Mode = mode, TreeCount = 60 }, _data, [], _ => true))];
        TrainingData unseen = ContractData.Rows(4000, seed: 2);
        foreach (TreeEnsemble trees in modes)
            Metrics.RocAuc.Compute(new ScoredRows(unseen.Labels.ToArray(), ContractData.Probabilities(trees, unseen.Matrix)))
                .ShouldBeGreaterThan(0.85);
        modes.Select(trees => trees.Values.Sum(Math.Abs)).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Options_that_exclude_each_other_are_told()
    {
        string[] Problems(LightGbmOptions options) => [.. Should.Throw<FraudMlException>(options.Validate).Problems];
        Problems(new() { Mode = LightGbmMode.Dart, EarlyStoppingRounds = 5 }).ShouldHaveSingleItem().ShouldContain("mode Dart");
        Problems(new() { Mode = LightGbmMode.Goss, TopRatio = 0.6, OtherRatio = 0.5, RowRatio = 0.5 }).Length.ShouldBe(2);
        Problems(new() { Loss = new FocalLoss(-1) }).ShouldHaveSingleItem().ShouldContain("Gamma");
        Problems(new() { IncreasingFeatures = ["A"], DecreasingFeatures = ["A"] }).ShouldHaveSingleItem().ShouldContain("'A'");
    }

    [Theory]
    [InlineData(LightGbmMode.Gbdt)]
    [InlineData(LightGbmMode.Goss)]
    public void A_constrained_feature_never_moves_the_score_the_other_way(LightGbmMode mode)
    {
        TreeEnsemble trees = Train(new() { Mode = mode, IncreasingFeatures = ["F4"], DecreasingFeatures = ["F5"] }, _data, [], _ => true);
        for (int row = 0; row < 20; row++)
        {
            Along(row, 4, 0, 4000).ShouldBeInOrder(SortDirection.Ascending);
            Along(row, 5, -4, 4).ShouldBeInOrder(SortDirection.Descending);
        }

        double[] Along(int row, int feature, float from, float to) => [.. Enumerable.Range(0, 200).Select(i =>
        {
            float[] changed = _data.Matrix.Row(row).ToArray();
            changed[feature] = from + ((to - from) * i / 200);
            return ContractData.Margins(trees, ContractData.Matrix(changed, 1))[0];
        })];
    }

    [Fact]
    public void A_constraint_on_what_is_no_feature_names_it() =>
        Should.Throw<FraudMlException>(() => Train(new() { IncreasingFeatures = ["Amuont"] }, _data, [], _ => true)).ColumnName
            .ShouldBe("Amuont");

    [Fact]
    public void A_focal_loss_of_gamma_0_is_the_log_loss()
    {
        TrainingData weighted = _data with { Weights = Array.ConvertAll(_data.Labels.ToArray(), label => label ? 3f : 1f),
            Validation = ContractData.Rows(1000, seed: 9) };
        LightGbmOptions options = new() { TreeCount = 30, PositiveWeight = 1, EarlyStoppingRounds = 30 };
        double[] focal = ContractData.Margins(Train(options with { Loss = new FocalLoss(0) }, weighted, [], _ => true), _data.Matrix);
        double[] log = ContractData.Margins(Train(options, weighted, [], _ => true), _data.Matrix);
        double furthest = focal.Zip(log, (a, b) => Math.Abs(a - b)).Max();
        furthest.ShouldBeLessThan(0.05);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Other_losses_rank_well(bool focal)
    {
        BoostingLoss loss = focal ? new FocalLoss(2) : new ExpectedCostLoss(MissedFraud: 20, FalseAlarm: 1);
        TrainingData unseen = ContractData.Rows(4000, seed: 2);
        double[] margins = ContractData.Margins(Train(new() { Loss = loss }, _data, [], _ => true), unseen.Matrix);
        Metrics.RocAuc.Compute(new ScoredRows(unseen.Labels.ToArray(), margins, new() { Kind = ScoreKind.Margin }))
            .ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public void A_training_that_need_not_repeat_bit_for_bit_still_learns() =>
        Train(new() { Deterministic = false }, _data, [], _ => true).Roots.Length.ShouldBe(100);

    private float[] Column(int column) => [.. Enumerable.Range(0, _data.Matrix.RowCount).Select(row => _data.Matrix.Row(row)[column])];

    private static TreeEnsemble Train(LightGbmOptions options, TrainingData data, List<TrainingIteration> seen,
        Func<TrainingIteration, bool> goesOn) =>
        (TreeEnsemble)Trainers.LightGbm(options).Train(data, ContractData.Context() with
        {
            OnIteration = iteration =>
            {
                seen.Add(iteration);
                return goesOn(iteration);
            },
        });
}
