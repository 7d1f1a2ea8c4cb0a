using System.Collections.Concurrent;
using System.Diagnostics;

namespace FraudMl.Tests;

/// <summary>What every place to run trials keeps; the implementations are found by reflection.</summary>
public sealed class TrialRunnerContractTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runner").FullName;
    private readonly List<ITrialRunner> _runners = [];

    public static TheoryData<string> Names => [.. Types.Select(type => type.Name)];

    private static IEnumerable<Type> Types =>
        typeof(Experiment).Assembly.GetTypes().Where(type => typeof(ITrialRunner).IsAssignableFrom(type) && !type.IsAbstract);

    [Theory, MemberData(nameof(Names))]
    public async Task The_report_is_that_of_a_cross_validation_and_every_fold_is_told(string name)
    {
        FraudPipeline pipeline = DeedTrainer.Pipeline(Deed.Learn);
        var told = new ConcurrentQueue<FitProgress>();

        CrossValidationReport report = await Runner(name, 1).RunAsync(Work(pipeline), progress => Told(told, progress),
            CancellationToken.None);

        CrossValidationReport expected = pipeline.CrossValidate(Pipelines.Train, Folds.Stratified(3), options: new FitOptions { Seed = 7 });
        report.Folds.Select(fold => expected.Metrics.Select(metric => fold.Metrics[metric.Name]))
            .ShouldBe(expected.Folds.Select(fold => fold.Metrics.Values));
        report.Folds.ShouldAllBe(fold => fold.Metrics.ContainsKey("mcc"));
        told.Where(progress => progress.Result is not null).Select(progress => progress.Fold).Order().ShouldBe([0, 1, 2]);
        told.Count(progress => progress.Iteration is not null).ShouldBe(3 * 6);
    }

    [Fact]
    public async Task A_cross_fitted_encoder_is_given_the_inner_folds_of_the_winner_that_is_fitted_later()
    {
        IFolds folds = Folds.Stratified(2, seed: 5);
        var step = new FoldsStep();
        FraudPipeline pipeline = new FraudPipelineBuilder().Step(step).Train(new NewtonTrainer()).Build();

        await new Experiment("inner folds").Compare(pipeline).ValidateBy(folds).RunOn(Runner(nameof(InProcessTrialRunner), 1))
            .RunAsync(Pipelines.Train);

        // Two folds of the trial, then the winner.
        step.Seen.Count.ShouldBe(3);
        step.Seen.ShouldAllBe(seen => ReferenceEquals(seen, folds));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Encoders_give_a_trial_the_values_that_a_fit_by_the_experiments_folds_gives(string name)
    {
        Dataset data = SyntheticTransactions.Payments(new() { CustomerCount = 150, TerminalCount = 100, DayCount = 60, Seed = 3 });
        // Every row is held out once, in other folds than those that an encoder takes for want of any.
        IFolds folds = Folds.Stratified(3, seed: 5);
        FraudPipeline pipeline = new FraudPipelineBuilder()
            .TargetMean("TERMINAL_ID").Drop(Columns.Texts).Drop(Columns.Timestamps).Train(new DeedTrainer(new())).Build();
        var trial = new TrialInfo(1, pipeline.Name, TrialPhase.Compare, pipeline, new Dictionary<string, object>(), 7);

        CrossValidationReport report = await Runner(name, 1).RunAsync(new(trial, data, folds, [], 1), _ => TrialDirective.Continue,
            CancellationToken.None);

        double[] LogLoss(CrossValidationReport of) => [.. of.Folds.Select(fold => fold.Metrics["log_loss"])];
        LogLoss(report).ShouldBe(LogLoss(pipeline.CrossValidate(data, folds, options: new() { Seed = 7, InnerFolds = folds })));
        LogLoss(report).ShouldNotBe(LogLoss(pipeline.CrossValidate(data, folds, options: new() { Seed = 7 })));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_start_does_not_wait_for_its_trial(string name)
    {
        Task<CrossValidationReport> running = Runner(name, 1).RunAsync(Work(DeedTrainer.Pipeline(Deed.WaitDeaf)),
            _ => TrialDirective.Continue, CancellationToken.None);

        running.IsCompleted.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_cancelled_trial_ends_as_cancelled(string name)
    {
        using var cancel = new CancellationTokenSource();
        Task<CrossValidationReport> running = Runner(name, 1).RunAsync(Work(DeedTrainer.Pipeline(Deed.Wait)),
            _ => TrialDirective.Continue, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task What_a_trial_throws_travels_as_it_is(string name)
    {
        Task<CrossValidationReport> running = Runner(name, 1).RunAsync(Work(DeedTrainer.Pipeline(Deed.Fail, "liblearn.so is missing.")),
            _ => TrialDirective.Continue, CancellationToken.None);

        (await Should.ThrowAsync<FraudMlException>(() => running)).Message.ShouldBe("liblearn.so is missing.");
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_trial_that_is_told_to_stop_says_where(string name)
    {
        Task<CrossValidationReport> running = Runner(name, 1).RunAsync(
            Work(DeedTrainer.Pipeline(Deed.Learn)),
            progress => progress.Result is { Fold: 1 } ? TrialDirective.Stop : TrialDirective.Continue,
            CancellationToken.None);

        (await Should.ThrowAsync<TrialStoppedException>(() => running)).Step.ShouldBe(new TrialStep(1));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task As_many_trials_as_it_says_run_at_once_and_never_more(string name)
    {
        ITrialRunner runner = Runner(name, 3);
        var seen = new RecordingObserver();
        // Each learner waits until two others learn, so fewer at once would never end.
        FraudPipeline[] pipelines = [.. Enumerable.Range(0, 6).Select(_ => DeedTrainer.Pipeline(Deed.Meet, _folder))];

        await new Experiment("meeting").Compare(pipelines).ValidateBy(Folds.Stratified(2)).RunOn(runner).Observe(seen)
            .RunAsync(Pipelines.Train);

        runner.Parallelism.ShouldBe(3);
        int open = 0;
        seen.Events.Max(happened => open += happened switch { TrialStarted => 1, TrialCompleted => -1, _ => 0 }).ShouldBe(3);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_study_ends_as_one_that_was_left_alone_when_what_runs_a_trial_is_killed(string name)
    {
        string journal = Path.Combine(_folder, "study.journal"), met = Directory.CreateDirectory(Path.Combine(_folder, "met")).FullName;
        string third = Path.Combine(met, "2");
        int starts = 0;
        for (int? code = null; code != 0; starts++)
        {
            starts.ShouldBeLessThan(2);
            using Process app = ChildProcess.Start("runner", name, journal, met);
            for (int i = 0; i < 3000 && !File.Exists(third) && !app.HasExited; i++) await Task.Delay(10);
            if (starts == 0) Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(third), null)).Kill();
            await app.WaitForExitAsync();
            code = app.ExitCode;
        }

        // A worker ends alone; the app goes on with its trial.
        starts.ShouldBe(name == nameof(WorkerProcesses) ? 1 : 2);
        string[] alone = StudyChild.Texts(RunnerChild.Run(Runner(nameof(InProcessTrialRunner), 1), null, met));
        StudyChild.Texts(RunnerChild.Run(Runner(name, 1), journal, met)).ShouldBe(alone);
    }

    public void Dispose()
    {
        foreach (IDisposable runner in _runners.OfType<IDisposable>()) runner.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal static ITrialRunner Create(string name, int parallelism) => name switch
    {
        nameof(WorkerProcesses) => new WorkerProcesses(ChildProcess.Workers(parallelism)),
        nameof(JournalRunner) => new JournalRunner(new InProcessTrialRunner(parallelism), new ExperimentJournal(
            Path.Combine(Directory.CreateTempSubdirectory("journal").FullName, "trials"), new ExperimentPlan("contract"), Pipelines.Train)),
        _ => (ITrialRunner)Activator.CreateInstance(Types.Single(type => type.Name == name), parallelism)!,
    };

    private ITrialRunner Runner(string name, int parallelism)
    {
        _runners.Add(Create(name, parallelism));
        return _runners[^1];
    }

    private static TrialWork Work(FraudPipeline pipeline) =>
        new(new TrialInfo(1, pipeline.Name, TrialPhase.Compare, pipeline, new Dictionary<string, object>(), 7), Pipelines.Train,
            Folds.Stratified(3), [Metrics.Mcc], 1);

    private static TrialDirective Told(ConcurrentQueue<FitProgress> told, FitProgress progress)
    {
        told.Enqueue(progress);
        return TrialDirective.Continue;
    }
}
