using FraudMl.Onnx;

namespace FraudMl.Tests;

public sealed class EnsembleTests
{
    private readonly RecordingObserver _seen = new();

    [Fact]
    public async Task The_best_trials_are_blended_and_the_blend_is_calibrated_decides_and_is_saved()
    {
        ExperimentResult result = await Run(Learners(), 10);

        TrialCompleted ensemble = _seen.Of<TrialCompleted>().Last();
        ensemble.Trial.Phase.ShouldBe(TrialPhase.Ensemble);
        ensemble.Trial.Title.ShouldStartWith("#6 Ensemble of ");
        ensemble.Trial.PhaseName.ShouldBe("ensemble");
        _seen.Of<FoldCompleted>().Count(fold => fold.Trial.Number == 6).ShouldBe(3);
        result.BestTrial.Number.ShouldBe(6);
        result.Best.Scorer.ShouldBeOfType<BlendedModel>().Models.Count.ShouldBeInRange(2, 5);
        result.Best.Calibrator.ShouldNotBe(FittedCalibrator.Logistic);
        result.Best.Decision.ShouldNotBeNull();
        using var saved = new MemoryStream();
        result.Best.Save(saved);
        saved.Position = 0;
        FraudModel.Load(saved).Score(Pipelines.Test).ShouldBe(result.Best.Score(Pipelines.Test));
        result.Best.ToOnnx().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_same_ensemble_comes_out_however_many_run_at_once() =>
        (await Run(Learners(), 10, parallelism: 4)).ToString().ShouldBe((await Run(Learners(), 10)).ToString());

    [Fact]
    public async Task An_ensemble_of_chance_does_not_win_by_what_it_was_chosen_by()
    {
        ExperimentResult result = await Run([.. Enumerable.Range(0, 6).Select(i => Pipelines.With(new ChanceTrainer(i)))], 10);

        // Chosen and judged by the same rows, it could never be worse than the best of its members.
        result.Trials[^1].Trial.Phase.ShouldBe(TrialPhase.Ensemble);
        result.BestTrial.Phase.ShouldBe(TrialPhase.Compare);
    }

    [Fact]
    public async Task There_is_none_of_one_trial_or_of_trials_with_other_steps()
    {
        FraudPipeline other = new FraudPipelineBuilder().Standardize("V1").Train(new NewtonTrainer()).Build();

        ExperimentResult result = await Run([Pipelines.Newton(), other], 10);

        result.Trials.Select(trial => trial.Trial.Phase).ShouldAllBe(phase => phase == TrialPhase.Compare);
    }

    [Fact]
    public async Task There_is_none_where_there_is_no_time_to_choose_one()
    {
        ExperimentResult result = await new Experiment("late").Compare(Learners()).ValidateBy(Folds.Stratified(3, seed: 5)).Ensemble()
            .LimitEnsemble(() => TimeSpan.Zero).RunAsync(Pipelines.Train);

        result.Trials.ShouldAllBe(trial => trial.Trial.Phase == TrialPhase.Compare);
        result.Warnings.ShouldContain("No ensemble was chosen: the budget has no time for it.");
    }

    [Fact]
    public void Fewer_than_two_are_refused() => Should.Throw<FraudMlException>(() => new Experiment("one").Ensemble(1)).Message
        .ShouldBe("An ensemble must have at least 2 trials to choose from. Got 1 instead.");

    private static FraudPipeline[] Learners()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Trainers.DecisionTree())
            .Calibrate(Calibrators.Platt()).DecideBy(Costs.PerTransaction(missedFraud: row => MathF.Exp(row["V1"]), review: 1)).Build();
        // Small forests err in different rows.
        return [.. Enumerable.Range(3, 5).Select(trees => pipeline.With(Trainers.FastForest(new() { TreeCount = trees })))];
    }

    private Task<ExperimentResult> Run(FraudPipeline[] pipelines, int maximum, int parallelism = 1) => new Experiment("ensemble")
        .Compare(pipelines).ValidateBy(Folds.Stratified(3, seed: 5)).Ensemble(maximum).Parallelize(parallelism).Observe(_seen)
        .RunAsync(Pipelines.Train);

    /// <summary>Scores that have nothing to do with what is learned.</summary>
    private sealed class ChanceTrainer(int number) : ITrainer
    {
        public string Name => $"Chance {number}";

        public ValidatedOptions Options { get; } = new NoOptions();

        public ITrainer With(ValidatedOptions options) => this;

        public ScoringModel Train(TrainingData data, TrainingContext context) => new Model(data.Matrix.ColumnCount, number);

        private sealed record Model(int Width, int Number) : ScoringModel
        {
            public override int FeatureCount => Width;

            public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
            {
                for (int row = 0; row < margins.Length; row++)
                    margins[row] = new Random(BitConverter.SingleToInt32Bits(rows[row * Width]) ^ (Number * 7919)).NextDouble();
            }

            public override string Export(OnnxGraph graph, string features) => throw new NotSupportedException();
        }
    }
}
