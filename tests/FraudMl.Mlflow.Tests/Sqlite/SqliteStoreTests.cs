using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow.Tests;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    [Fact]
    public void A_new_store_has_all_tables_of_mlflow_and_the_default_experiment()
    {
        _store.Connect();
        Scalar("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'").ShouldBe(48L);
        Scalar("SELECT version_num FROM alembic_version").ShouldBe("7d34483879f0");
        Scalar("SELECT name FROM experiments WHERE experiment_id = 0").ShouldBe("Default");
        Scalar("SELECT artifact_location FROM experiments WHERE experiment_id = 0")
            .ShouldBe(new Uri(Path.Combine(_store.Folder, "mlartifacts", "0")).AbsoluteUri);
        Scalar("PRAGMA journal_mode").ShouldBe("wal");
    }

    [Theory]
    [InlineData("UPDATE alembic_version SET version_num = 'ffffffffffff'", "ffffffffffff", "mlflow db upgrade")]
    [InlineData("DROP TABLE alembic_version", "not an MLflow store", "another file")]
    public void A_store_of_another_schema_is_refused_with_what_to_do(string change, string says, string todo)
    {
        _store.Connect().Dispose();
        Execute(change);
        MlflowException error = Should.Throw<MlflowException>(
            () => MlflowClient.Connect(new MlflowOptions { TrackingUri = _store.TrackingUri }));
        error.Message.ShouldContain(says);
        error.Message.ShouldContain(todo);
    }

    [Fact]
    public void A_store_of_a_newer_schema_is_left_as_it_is()
    {
        _store.Connect().Dispose();
        Execute("UPDATE alembic_version SET version_num = 'ffffffffffff'");
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] before = File.ReadAllBytes(_store.Database);
        Should.Throw<MlflowException>(() => MlflowClient.Connect(new MlflowOptions { TrackingUri = _store.TrackingUri }));
        File.ReadAllBytes(_store.Database).ShouldBe(before);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_store.Database, new string('x', 4096));
        Should.Throw<MlflowException>(() => MlflowClient.Connect(new MlflowOptions { TrackingUri = _store.TrackingUri })).Message
            .ShouldContain("not a SQLite database");
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing_and_never_see_a_lock()
    {
        const int Writers = 6;
        const int Metrics = 300;
        string[] runs = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            // A client of its own, hence connections of its own, opened while the others create the store.
            using MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = _store.TrackingUri });
            await using MlflowActiveRun run = await client.StartRunAsync("shared", new() { RunName = $"writer {writer}" });
            for (int step = 0; step < Metrics; step++)
            {
                run.LogMetric("loss", step, step);
                if (step % 50 == 0)
                    await run.SetTagAsync("progress", $"{step}");
            }

            return run.RunId;
        })));

        MlflowClient reader = _store.Connect();
        foreach (string run in runs)
        {
            (await reader.Runs.GetMetricHistoryAsync(run, "loss")).Metrics.Count.ShouldBe(Metrics);
            (await reader.Runs.GetAsync(run)).Run.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        }

        (await reader.Experiments.SearchAsync(new MlflowSearchExperiments())).Experiments.Count(experiment => experiment.Name == "shared")
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_writer_waits_for_another_one_that_holds_the_lock()
    {
        MlflowClient client = _store.Connect();
        await using var blocker = new SqliteConnection($"Data Source={_store.Database};Pooling=False");
        blocker.Open();
        SqliteTransaction transaction = blocker.BeginTransaction(deferred: false);
        Task<MlflowExperimentCreated> waiting = client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "later" });
        await Task.Delay(200);
        waiting.IsCompleted.ShouldBeFalse();
        transaction.Commit();
        (await waiting).ExperimentId.ShouldBe("1");
    }

    [Fact]
    public async Task A_lock_that_outlasts_the_timeout_is_explained()
    {
        _store.Connect().Dispose();
        await using var blocker = new SqliteConnection($"Data Source={_store.Database};Pooling=False");
        blocker.Open();
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = _store.TrackingUri,
            Timeout = TimeSpan.FromMilliseconds(200) });
        using SqliteTransaction transaction = blocker.BeginTransaction(deferred: false);
        MlflowException error = await Should.ThrowAsync<MlflowException>(
            client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "never" }));
        error.ErrorCode.ShouldBe(MlflowErrorCodes.TemporarilyUnavailable);
        error.Message.ShouldContain("Timeout");
    }

    [Fact]
    public async Task Nan_is_stored_as_zero_with_a_mark_and_infinities_are_clipped()
    {
        MlflowClient client = _store.Connect();
        await using (MlflowActiveRun run = await client.StartRunAsync("nan"))
        {
            run.LogMetric("nan", double.NaN);
            run.LogMetric("inf", double.PositiveInfinity);
            run.LogMetric("zero", 0.0);
        }

        Scalar("SELECT value || ' ' || is_nan FROM metrics WHERE key = 'nan'").ShouldBe("0.0 1");
        Scalar("SELECT value FROM metrics WHERE key = 'inf'").ShouldBe(double.MaxValue);
        Scalar("SELECT is_nan FROM metrics WHERE key = 'zero'").ShouldBe(0L);
    }

    [Fact]
    public async Task Paths_of_artifacts_that_lead_outside_are_refused()
    {
        MlflowClient client = _store.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("escape");
        foreach (string path in (string[])["../x", "a/../../x", "/etc/x", "%2e%2e/x", "%252e%252e/x"])
            (await Should.ThrowAsync<MlflowException>(run.LogTextAsync(path, "x"))).ErrorCode
                .ShouldBe(MlflowErrorCodes.InvalidParameterValue);
    }

    public void Dispose() => _store.Dispose();

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Execute(string sql) => Scalar(sql);
}
