using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace FraudMl.Tests;

public sealed class WorkerProcessesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workers").FullName;

    [Fact]
    public async Task A_worker_killed_within_a_trial_loses_nothing()
    {
        var workers = new ConcurrentQueue<int>();
        var told = new List<FitProgress>();
        using var runner = new WorkerProcesses(ChildProcess.Workers(1)) { OnLeased = workers.Enqueue };
        FraudPipeline pipeline = DeedTrainer.Pipeline(Deed.Learn);

        CrossValidationReport report = await runner.RunAsync(
            Work(pipeline),
            progress =>
            {
                told.Add(progress);
                if (progress.Result?.Fold == 1 && workers.Count == 1) Process.GetProcessById(workers.Last()).Kill();
                return TrialDirective.Continue;
            },
            CancellationToken.None);

        workers.Distinct().Count().ShouldBe(2);
        told.Where(progress => progress.Result is not null).Select(progress => progress.Fold).ShouldBe([0, 1, 2]);
        told.Count(progress => progress.Iteration is not null).ShouldBe(3 * 6);
        CrossValidationReport expected = Work(pipeline).Run();
        report.OutOfFold.Scores.ToArray().ShouldBe(expected.OutOfFold.Scores.ToArray());
        report.Folds.Select(fold => fold.Metrics["average_precision"])
            .ShouldBe(expected.Folds.Select(fold => fold.Metrics["average_precision"]));
    }

    [Fact]
    public async Task The_trial_of_a_worker_that_falls_silent_is_run_by_another()
    {
        if (OperatingSystem.IsWindows()) return;
        var workers = new ConcurrentQueue<int>();
        using var runner = new WorkerProcesses(ChildProcess.Workers(1) with { LeaseTime = TimeSpan.FromSeconds(2.5) })
        {
            OnLeased = workers.Enqueue,
        };
        FraudPipeline pipeline = DeedTrainer.Pipeline(Deed.Learn);

        CrossValidationReport report = await runner.RunAsync(
            Work(pipeline),
            progress =>
            {
                if (progress.Result?.Fold == 1 && workers.Count == 1) Process.Start("kill", ["-STOP", $"{workers.Last()}"]).WaitForExit();
                return TrialDirective.Continue;
            },
            CancellationToken.None);

        workers.Distinct().Count().ShouldBeGreaterThan(1);
        OwnProcess.StartOf(workers.First()).ShouldBeNull();
        report.OutOfFold.Scores.ToArray().ShouldBe(Work(pipeline).Run().OutOfFold.Scores.ToArray());
    }

    [Fact]
    public async Task An_experiment_goes_on_when_a_learner_ends_its_process()
    {
        using var runner = new WorkerProcesses(ChildProcess.Workers(2));

        ExperimentResult result = await new Experiment("crashes").Compare(DeedTrainer.Pipeline(Deed.Die).Named("dies"),
            DeedTrainer.Pipeline(Deed.Abort).Named("aborts"),
            DeedTrainer.Pipeline(Deed.DieOnce, Path.Combine(_folder, "died")).Named("dies once"),
            DeedTrainer.Pipeline(Deed.Learn).Named("learns")).ValidateBy(Folds.Stratified(3)).RunOn(runner).RunAsync(Pipelines.Train);

        result.Trials.Select(trial => trial.Trial.Name).ShouldBe(["dies once", "learns"]);
        result.FailedTrials.Select(trial => trial.Trial.Name).ShouldBe(["dies", "aborts"]);
        result.FailedTrials.ShouldAllBe(trial =>
            trial.Reason.StartsWith("The worker process ended 3 times while it ran the trial, at last with code "));
    }

    [Fact]
    public async Task A_worker_that_takes_more_memory_than_it_may_is_ended_and_the_trial_fails_with_its_figure()
    {
        using var runner = new WorkerProcesses(ChildProcess.Workers(1));
        string reason = (await Should.ThrowAsync<FraudMlException>(() => runner.RunAsync(
            Work(DeedTrainer.Pipeline(Deed.Grow)) with { Limits = new() { Memory = 400L << 20 } }, _ => TrialDirective.Continue,
            CancellationToken.None))).Message;
        reason.ShouldMatch("^The trial's worker held [4-9]\\d\\d MB, and 400 MB are allowed\\.");
        (await Run(runner, DeedTrainer.Pipeline(Deed.Learn))).Folds.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_worker_serves_one_trial_after_the_other_and_a_stop_does_not_end_it()
    {
        var workers = new ConcurrentBag<int>();
        using var runner = new WorkerProcesses(ChildProcess.Workers(1)) { OnLeased = workers.Add };
        await Run(runner, DeedTrainer.Pipeline(Deed.Learn));
        await Should.ThrowAsync<TrialStoppedException>(() => runner.RunAsync(Work(DeedTrainer.Pipeline(Deed.Learn)),
            progress => progress.Result is null ? TrialDirective.Continue : TrialDirective.Stop, CancellationToken.None));
        await Run(runner, DeedTrainer.Pipeline(Deed.Learn));
        workers.Count.ShouldBe(3);
        workers.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_a_process_cannot_be_given_is_told_before_one_is_asked()
    {
        using var runner = new WorkerProcesses(ChildProcess.Workers(1));
        (await Should.ThrowAsync<FraudMlException>(() => Run(runner, Pipelines.Newton()))).Message
            .ShouldContain("can't be written as data");
        using var wrong = new WorkerProcesses(new() { Executable = ChildProcess.Dotnet, Arguments = ["--version"] });
        (await Should.ThrowAsync<FraudMlException>(() => Run(wrong, DeedTrainer.Pipeline(Deed.Learn)))).Message
            .ShouldContain("The first statement of Main must be 'if (FraudWorker.TryRun(args)) return;'.");
        FraudWorker.TryRun(["score", "x.csv"]).ShouldBeFalse();
        Should.Throw<FraudMlException>(() => new WorkerProcesses(new() { WorkerCount = 0 })).Message.ShouldContain("WorkerCount");
    }

    [Fact]
    public async Task The_app_enters_itself_as_a_worker()
    {
        using Process app = ChildProcess.Start("experiment", nameof(Deed.Learn));
        string output = await app.StandardOutput.ReadToEndAsync();
        await app.WaitForExitAsync();
        app.ExitCode.ShouldBe(0);
        output.ShouldContain("worker ");
        double expected = DeedTrainer.Pipeline(Deed.Learn).CrossValidate(Pipelines.Train, Folds.Stratified(3), options: new()
        {
            Seed = new ExperimentPlan("child").SeedOf(1),
        }).Mean(Metrics.AveragePrecision);
        output.ShouldContain(FormattableString.Invariant($"score {expected:R}"));
    }

    [Fact]
    public async Task Workers_end_when_the_app_is_killed()
    {
        using Process app = ChildProcess.Start("experiment", nameof(Deed.Wait));
        string line = (await app.StandardOutput.ReadLineAsync())!;
        int worker = int.Parse(line["worker ".Length..], null);
        app.Kill();
        await app.WaitForExitAsync();
        for (int i = 0; i < 1000 && OwnProcess.StartOf(worker) is not null; i++) await Task.Delay(10);
        OwnProcess.StartOf(worker).ShouldBeNull();
    }

    [Fact]
    public void Data_comes_back_from_its_file_as_it_was()
    {
        Dataset data = SyntheticTransactions.Payments(new() { CustomerCount = 40, TerminalCount = 20, DayCount = 20, Seed = 3 })
            .WithWindows(Velocity.Per("CUSTOMER_ID").Over(TimeSpan.FromDays(2)).Count());
        string path = Path.Combine(_folder, "rows.data");
        DatasetFile.Write(data, path);
        Dataset back = DatasetFile.Map(path);
        back.Digest().ShouldBe(data.Digest());
        back.Windows.Single().Features.ShouldBe(data.Windows.Single().Features);
        back.Reading.MissingTokens.ShouldBe(data.Reading.MissingTokens);
        (back.Name, back.TimestampUnit, back.RowCount).ShouldBe((data.Name, data.TimestampUnit, data.RowCount));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(path, Encoding.ASCII.GetBytes("a,b\n1,2\n3,4\n5,6\n7,8\n"));
        Should.Throw<FraudMlException>(() => DatasetFile.Map(path)).Message.ShouldContain("is no dataset of a runner");
    }

    [Fact]
    public void Data_is_not_copied_out_of_its_file()
    {
        float[] values = new float[1 << 20];
        var data = new Dataset([new NumberColumn("a", values), new TimestampColumn("t", new long[values.Length]),
            new TextColumn("c", new int[values.Length], new(["x"]))]);
        string path = Path.Combine(_folder, "rows.data");
        DatasetFile.Write(data, path);
        DatasetFile.Map(path);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Dataset mapped = DatasetFile.Map(path);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        mapped.RowCount.ShouldBe(values.Length);
        taken.ShouldBeLessThan(100_000);
    }

    [Fact]
    public async Task The_file_of_the_data_is_deleted_with_the_runner()
    {
        string[] Files() => Directory.GetFiles(Path.GetTempPath(), "fraudml-*.data");
        string[] before = Files();
        var runner = new WorkerProcesses(ChildProcess.Workers(1));
        await Run(runner, DeedTrainer.Pipeline(Deed.Learn));
        await Run(runner, DeedTrainer.Pipeline(Deed.Learn));
        string[] own = [.. Files().Except(before)];
        own.ShouldNotBeEmpty();
        runner.Dispose();
        Files().Intersect(own).Count().ShouldBeLessThan(own.Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<CrossValidationReport> Run(WorkerProcesses runner, FraudPipeline pipeline) =>
        runner.RunAsync(Work(pipeline), _ => TrialDirective.Continue, CancellationToken.None);

    private static TrialWork Work(FraudPipeline pipeline) =>
        new(new TrialInfo(1, pipeline.Name, TrialPhase.Compare, pipeline, new Dictionary<string, object>(), 7), Pipelines.Train,
            Folds.Stratified(3), [Metrics.Mcc], 1);
}
