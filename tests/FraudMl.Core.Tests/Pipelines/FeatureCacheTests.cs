namespace FraudMl.Tests;

/// <summary>Features that trials share are those that each would have made, to the bit, and are made once.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class FeatureCacheTests : IDisposable
{
    private const int FoldCount = 3, TrialCount = 3;

    private static readonly Dataset Data = FeatureData.Rows(600);
    private static readonly IFolds Stratified = Folds.Stratified(FoldCount, seed: 5), Timed = Folds.TimeOrdered(FoldCount);

    // What uses its trial's seed is made by every trial anew.
    private static readonly string[] Seeded = ["impute from neighbours", "impute from neighbours by distance", "isolation score"];

    private readonly FeatureCache _cache = new(1L << 30);

    public void Dispose() => _cache.Dispose();

    public static TheoryData<string> Steps => [.. StepContractCases.Names];

    [Theory, MemberData(nameof(Steps))]
    public void Shared_features_give_the_same_bits(string step)
    {
        FraudPipeline pipeline = StepContractCases.Pipeline(step).With(new BitsTrainer());

        for (int trial = 0; trial < TrialCount; trial++) Scores(pipeline, trial, _cache).ShouldBe(Scores(pipeline, trial, null));

        _cache.HitCount.ShouldBe(Seeded.Contains(step) ? 0 : FoldCount * (TrialCount - 1));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Rows_held_back_are_part_of_what_is_shared(bool byTime)
    {
        IFolds folds = byTime ? Timed : Stratified;
        FraudPipeline pipeline = StepContractCases.Pipeline("standardize").With(new BitsTrainer(validationShare: 0.2));

        for (int trial = 0; trial < TrialCount; trial++)
            Scores(pipeline, trial, _cache, folds).ShouldBe(Scores(pipeline, trial, null, folds));

        // By time they are the latest whatever the seed, else each trial draws its own.
        _cache.HitCount.ShouldBe(byTime ? FoldCount * (TrialCount - 1) : 0);
    }

    [Fact]
    public void Pipelines_of_the_same_steps_share_and_others_do_not()
    {
        FraudPipeline pipeline = StepContractCases.Pipeline("standardize");

        Scores(pipeline.With(new BitsTrainer()), 1, _cache);
        Scores(pipeline.With(Trainers.DecisionTree()), 2, _cache);
        _cache.HitCount.ShouldBe(FoldCount);

        FraudPipeline other = StepContractCases.Pipeline("min-max").With(new BitsTrainer());
        Scores(other, 3, _cache).ShouldBe(Scores(other, 3, null));
        _cache.HitCount.ShouldBe(FoldCount);
    }

    [Fact]
    public void Trials_that_run_side_by_side_make_them_once()
    {
        var step = new CountedFits();
        FraudPipeline pipeline = Counted(step);

        Parallel.For(0, 8, trial => Scores(pipeline, trial, _cache));

        step.Count.ShouldBe(FoldCount);
    }

    [Fact]
    public void There_is_no_more_kept_than_allowed()
    {
        var step = new CountedFits();
        FraudPipeline pipeline = Counted(step);
        long bytes = MeasuredBytes();

        using var one = new FeatureCache(bytes);
        for (int trial = 0; trial < TrialCount; trial++) Scores(pipeline, trial, one).ShouldBe(Scores(pipeline, trial, null));

        // With room for one fold, the next fold takes its place before the next trial comes.
        one.HitCount.ShouldBe(0);
        using var none = new FeatureCache(1);
        Scores(pipeline, 4, none).ShouldBe(Scores(pipeline, 4, null));
    }

    [Fact]
    public void What_failed_is_tried_again_by_the_next_trial()
    {
        var step = new CountedFits { FailureCount = 1 };
        FraudPipeline pipeline = Counted(step);

        Should.Throw<FraudMlException>(() => Scores(pipeline, 1, _cache));

        Scores(pipeline, 2, _cache).ShouldBe(Scores(Counted(new CountedFits()), 2, null));
    }

    private static long MeasuredBytes() => (Data.RowCount * ((sizeof(float) * 5) + 9)) + (Data.RowCount * sizeof(int)) + 1;

    private static FraudPipeline Counted(CountedFits step) => new FraudPipelineBuilder().Step(step)
        .Drop(Columns.Texts).Drop(Columns.Timestamps).Train(new BitsTrainer()).Build();

    private static double[] Scores(FraudPipeline pipeline, int seed, FeatureCache? cache, IFolds? folds = null) =>
        pipeline.CrossValidate(Data, folds ?? Stratified,
            options: new() { Seed = seed, InnerFolds = folds ?? Stratified, ThreadCount = 1, Features = cache }).OutOfFold.Scores.ToArray();

    /// <summary>A step that changes nothing and counts how often it is fitted.</summary>
    private sealed class CountedFits : IFeatureStep
    {
        private int _count;

        public int Count => _count;

        public int FailureCount { get; init; }

        public string Name => "Counted";

        public ValidatedOptions Options => NoOptions.Instance;

        public IFeatureStep With(ValidatedOptions options) => this;

        public IFittedStep Fit(TrainingRows rows, StepContext context) => Interlocked.Increment(ref _count) <= FailureCount
            ? throw new FraudMlException("Not yet.") : new CountingStep().Fit(rows, context);
    }
}
