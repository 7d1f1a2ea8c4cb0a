using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Tracking.Tests;

/// <summary>What a store keeps of a run is enough to run it again to the same bits, in an embedded store and
/// over a server's socket.</summary>
public sealed class ReproduceTests : IDisposable
{
    private readonly TrackedStore _store = new();

    [Theory, InlineData("sqlite"), InlineData("3.5.0"), InlineData("2.20.0")]
    public async Task Every_run_of_an_experiment_runs_again_to_the_same_bits(string where)
    {
        await using OldServer? server = where == "sqlite" ? null : await OldServer.StartAsync(where);
        using MlflowClient client = server?.Connect() ?? Another();
        Dataset train = Train();
        ExperimentResult result = await Cards().Observe(new MlflowObserver(client)).RunAsync(train);
        result.Warnings.ShouldBeEmpty();
        MlflowRun[] runs = await RunsAsync(client);
        runs.Length.ShouldBe(1 + result.Trials.Count);

        foreach (MlflowRun run in runs)
        {
            ReproducedRun again = await client.ReproduceAsync(run.Info.RunId);

            again.Differences.ShouldBeEmpty();
            again.IsSame.ShouldBeTrue();
            if (TrackedStore.ParentOf(run) is null)
            {
                Bits(again.Model!.Score(train)).ShouldBe(Bits(result.Best.Score(train)));
                again.Model!.Decide(train).ShouldBe(result.Best.Decide(train));
                continue;
            }

            TrialCompleted trial = result.Trials.Single(
                trial => trial.Report.Mean(Metrics.Brier).Equals(TrackedStore.Metric(run, "brier")));
            CrossValidationReport report = again.Report!;
            Bits(report.OutOfFold.Scores).ShouldBe(Bits(trial.Report.OutOfFold.Scores));
            report.Metrics.Select(metric => metric.Name).ShouldBe(trial.Report.Metrics.Select(metric => metric.Name));
            foreach (Metric metric in report.Metrics)
                Bits([.. report.Folds.Select(fold => fold[metric])]).ShouldBe(Bits([.. trial.Report.Folds.Select(fold => fold[metric])]),
                    metric.Name);
            TrackedStore.Metric(run, "savings").ShouldBe(report.Mean(Metrics.Savings));
        }
    }

    [Fact]
    public async Task A_run_keeps_pipeline_folds_dataset_and_seed()
    {
        Dataset train = Train();
        ExperimentResult result = await Cards().Observe(new MlflowObserver(_store.Client)).RunAsync(train);

        foreach (MlflowRun run in await _store.ChildrenAsync())
        {
            TrialDefinition kept = await _store.Client.ReadDefinitionAsync(run.Info.RunId);

            TrialInfo trial = result.Trials.Single(
                trial => trial.Report.Mean(Metrics.Brier).Equals(TrackedStore.Metric(run, "brier"))).Trial;
            kept.Pipeline.ShouldBe(trial.Pipeline.ToDefinition());
            (kept.Seed, kept.Data.Digest, kept.Folds.ToFolds().Name).ShouldBe((trial.Seed, train.Digest(), "TimeOrdered(3)"));
            kept.Metrics.ShouldBe(["savings", "mcc"]);
            TrackedStore.Tag(run, "fraudml.seed").ShouldBe($"{trial.Seed}");
            string code = await _store.Client.Artifacts.ReadTextAsync($"runs:/{run.Info.RunId}/pipeline.cs");
            code.ShouldBe($"FraudPipeline pipeline = {trial.Pipeline.ToDefinition().ToCSharp()};\n");
        }
    }

    [Fact]
    public async Task A_single_fit_and_a_single_cross_validation_run_again_to_the_same_bits()
    {
        Dataset train = Train();
        (string fitId, string validationId, FraudModel model, CrossValidationReport report) = ("", "", null!, null!);
        await _store.Client.RunAsync("single", async run =>
        {
            fitId = run.RunId;
            model = await run.FitAsync(Learner(1), train, seed: 7);
            await _store.Client.LogModelAsync(model, run);
        });
        await _store.Client.RunAsync("single", async run =>
        {
            validationId = run.RunId;
            report = await run.CrossValidateAsync(Learner(1), train, Folds.TimeOrdered(3),
                [Metrics.Savings, Metrics.PositiveLikelihoodRatio], seed: 8);
        });

        ReproducedRun fit = await _store.Client.ReproduceAsync(fitId), validation = await _store.Client.ReproduceAsync(validationId);

        (fit.IsCompared, validation.IsCompared).ShouldBe((true, true));
        (fit.IsSame, fit.Report, validation.IsSame, validation.Model).ShouldBe((true, null, true, null));
        (fit.Definition.Seed, validation.Definition.Seed).ShouldBe((7, 8));
        Bits(fit.Model!.Score(train)).ShouldBe(Bits(model.Score(train)));
        Bits(fit.Model!.Score(train)).ShouldBe(Bits(Learner(1).Fit(train, new() { Seed = 7 }).Score(train)));
        Bits(validation.Report!.OutOfFold.Scores).ShouldBe(Bits(report.OutOfFold.Scores));
        MlflowRun logged = (await _store.Client.Runs.GetAsync(validationId)).Run;
        TrackedStore.Metric(logged, "average_precision").ShouldBe(report.Mean(Metrics.AveragePrecision));
        (await _store.HistoryAsync(logged, "fold_savings")).Length.ShouldBe(3);
        TrackedStore.Param(logged, "L2").ShouldBe("1");
        logged.Inputs.DatasetInputs.ShouldHaveSingleItem().Dataset.Digest.ShouldBe(train.Digest()[..8]);
    }

    [Fact]
    public async Task What_comes_out_otherwise_than_it_was_logged_is_named()
    {
        Dataset train = Train();
        (string fitId, string validationId) = ("", "");
        await _store.Client.RunAsync("single", async run =>
        {
            fitId = run.RunId;
            await run.FitAsync(Learner(1), train);
            await _store.Client.LogModelAsync(Learner(9).Fit(train), run);
        });
        await _store.Client.RunAsync("single", async run =>
        {
            validationId = run.RunId;
            CrossValidationReport report = await run.CrossValidateAsync(Learner(1), train, Folds.TimeOrdered(3));
            run.LogMetric("brier", Math.BitIncrement(report.Mean(Metrics.Brier)));
        });

        ReproducedRun fit = await _store.Client.ReproduceAsync(fitId), validation = await _store.Client.ReproduceAsync(validationId);

        fit.Differences.Count.ShouldBe(10);
        fit.Differences[0].Name.ShouldBe("score of row 0");
        RunDifference brier = validation.Differences.ShouldHaveSingleItem();
        brier.Name.ShouldBe("brier");
        brier.Logged.ShouldBe(Math.BitIncrement(brier.Reproduced));
    }

    [Fact]
    public async Task Data_that_differs_or_cannot_be_opened_is_refused_and_can_be_given()
    {
        Dataset train = Train(), other = RecordedExperiment.Data.Test;
        string id = await FitAsync(train);
        string file = new Uri(train.ToReference().Uri!).LocalPath, moved = _store.Folder.At("moved.csv");

        File.Move(file, moved);
        (await RefusalAsync(id)).ShouldBe(
            $"The run {id} can't be run again: There is no file '{file}'. Check the path. Where the same rows can be read in another way, "
            + $"give them: ReproduceAsync(runId, data).");
        Dataset elsewhere = train.ToReference().Open(moved);
        (await _store.Client.ReproduceAsync(id, elsewhere)).IsSame.ShouldBeTrue();

        File.WriteAllLines(file, File.ReadAllLines(moved)[..^1]);
        (await RefusalAsync(id)).ShouldContain("has changed since it was referred to: its digest is ");
        string message = await RefusalAsync(id, other);
        message.ShouldContain($"is not the dataset that is referred to: its digest is {other.Digest()[..12]}…, "
            + $"and {train.Digest()[..12]}… is needed.");
        message.ShouldNotContain("ReproduceAsync(runId, data)");
    }

    [Fact]
    public async Task Rows_that_were_never_in_a_file_are_given()
    {
        Dataset train = RecordedExperiment.Data.Train;
        string id = await FitAsync(train);

        (await RefusalAsync(id)).ShouldContain(
            "can't be opened again: it was not read from a CSV or Parquet file, or its rows were taken by hand.");
        ReproducedRun again = await _store.Client.ReproduceAsync(id, train);

        again.IsSame.ShouldBeTrue();
        again.IsCompared.ShouldBeTrue();
        Bits(again.Model!.Score(train)).ShouldBe(Bits(Learner(1).Fit(train).Score(train)));
    }

    [Fact]
    public async Task A_fit_that_logged_no_model_has_nothing_to_be_compared_with()
    {
        string id = "";
        await _store.Client.RunAsync("kept nothing", async run =>
        {
            id = run.RunId;
            await run.FitAsync(Learner(1), Train());
        });

        ReproducedRun again = await _store.Client.ReproduceAsync(id);

        (again.IsCompared, again.Differences.Count).ShouldBe((false, 0));
    }

    [Fact]
    public async Task A_run_that_does_not_say_what_it_was_made_from_is_refused_with_the_reason()
    {
        string bare = "", live = "";
        await _store.Client.RunAsync("other", run =>
        {
            bare = run.RunId;
            return Task.CompletedTask;
        });
        await Should.ThrowAsync<FraudMlException>(() => _store.Client.RunAsync("other", async run =>
        {
            live = run.RunId;
            await run.FitAsync(new FraudPipelineBuilder().Train(new LongNamedTrainer()).Build(), RecordedExperiment.Data.Train);
        }));

        (await RefusalAsync(bare))
            .ShouldStartWith($"The run {bare} can't be run again: it has no tag fraudml.work. Trials of an experiment");
        (await RefusalAsync(live)).ShouldStartWith($"The run {live} can't be run again: ");
        (await RefusalAsync(live)).ShouldContain("can't be written as data: give LongNamedTrainer a [DefinedAs(\"…\")].");
        (await Should.ThrowAsync<MlflowException>(() => _store.Client.ReproduceAsync("0123456789abcdef0123456789abcdef"))).ErrorCode
            .ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);

        string id = await FitAsync(RecordedExperiment.Data.Train);
        File.Delete(Path.Combine(new Uri((await _store.Client.Runs.GetAsync(id)).Run.Info.ArtifactUri).LocalPath, "folds.json"));
        (await RefusalAsync(id)).ShouldStartWith($"The run {id} can't be run again: it has no folds.json.");
    }

    public void Dispose() => _store.Dispose();

    private static Experiment Cards() =>
        new Experiment("cards").Compare(Learner(1), Learner(3)).ValidateBy(Folds.TimeOrdered(3)).Seed(5).Parallelize(2)
        .Optimize(Metrics.Savings, Search.Random(), Budget.OfTrials(2)).Measure(Metrics.Mcc);

    private static FraudPipeline Learner(double l2) => new FraudPipelineBuilder()
        .Impute(Columns.Numbers)
        .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
        .Standardize(Columns.Numbers)
        .Train(l2 == 3
            ? Trainers.Average([Trainers.LogisticRegression(new() { L2 = l2 }), Trainers.DecisionTree()])
            : Trainers.LogisticRegression(new() { L2 = l2 }))
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
        .Build();

    private Dataset Train()
    {
        string path = _store.Folder.At("card data.csv");
        SyntheticTransactions.CreditCard(new() { RowCount = 1_500, FraudRatio = 0.06, Seed = 3 }).WriteCsv(path);
        return Dataset.FromCsv(path, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds)).SplitByTime(testShare: 0.2).Train;
    }

    private async Task<string> FitAsync(Dataset train)
    {
        string id = "";
        await _store.Client.RunAsync("single", async run =>
        {
            id = run.RunId;
            await _store.Client.LogModelAsync(await run.FitAsync(Learner(1), train), run);
        });
        return id;
    }

    private async Task<string> RefusalAsync(string id, Dataset? data = null) =>
        (await Should.ThrowAsync<FraudMlException>(() => _store.Client.ReproduceAsync(id, data))).Message;

    private MlflowClient Another() =>
        MlflowClient.Connect(new MlflowOptions { TrackingUri = $"sqlite:///{_store.Folder.At("another.db")}",
            SpoolFolder = _store.Folder.At("another-spool") });

    private static async Task<MlflowRun[]> RunsAsync(MlflowClient client)
    {
        MlflowExperimentPage experiments = await client.Experiments.SearchAsync(new MlflowSearchExperiments { MaxResults = 100 });
        var search = new MlflowSearchRuns { ExperimentIds = [.. experiments.Experiments.Select(experiment => experiment.ExperimentId)],
            MaxResults = 1_000 };
        return await client.Runs.SearchAllAsync(search).ToArrayAsync();
    }

    private static long[] Bits(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), BitConverter.DoubleToInt64Bits);
}
