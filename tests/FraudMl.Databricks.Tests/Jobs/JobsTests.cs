using System.Text;
using System.Text.Json.Nodes;
using FraudMl.Databricks.Double;

namespace FraudMl.Databricks.Tests.Jobs;

public sealed class JobsTests : IAsyncLifetime
{
    private TestWorkspace _workspace = null!;
    private DatabricksJobs _jobs = null!;

    private FraudMl.Databricks.Double.Jobs Runs => _workspace.Double.Jobs;

    private static DatabricksRun Script => new() { Name = "train cards", PythonFile = "/Workspace/Shared/train.py" };

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        _jobs = DatabricksJobs.Connect(_workspace.Options);
    }

    public async Task DisposeAsync()
    {
        _jobs.Dispose();
        await _workspace.DisposeAsync();
    }

    [Fact]
    public async Task A_script_runs_with_progress_and_its_console_comes_back()
    {
        Runs.Outcome = _ => new() { Logs = "average precision 0.81\n" };
        List<string> states = [];
        DatabricksRunResult result = await _jobs.RunAsync(Script with
        {
            Arguments = ["--rows", "1000"], Timeout = TimeSpan.FromHours(2), OnProgress = progress => states.Add(progress.State),
        });
        (result.Logs, result.Output, result.IsTruncated).ShouldBe(("average precision 0.81\n", null, false));
        result.Page!.AbsoluteUri.ShouldBe($"https://workspace/jobs/runs/{result.RunId}");
        states.ShouldBe(["PENDING", "RUNNING"]);
        JsonObject body = Runs.All.Single().Body;
        body["timeout_seconds"]!.GetValue<int>().ShouldBe(7200);
        body["environments"]![0]!["spec"]!["environment_version"]!.GetValue<string>().ShouldBe("4");
        body["tasks"]![0]!["spark_python_task"]!["parameters"]!.ToJsonString().ShouldBe("""["--rows","1000"]""");
    }

    [Fact]
    public async Task A_notebook_runs_with_parameters_and_gives_its_result()
    {
        Runs.Outcome = body => new() { Output = body["tasks"]![0]!["notebook_task"]!["base_parameters"]!["rows"]!.GetValue<string>() };
        DatabricksRunResult result = await _jobs.RunAsync(new()
        {
            Name = "train", Notebook = "/Workspace/Shared/train", ClusterId = "c-1",
            Parameters = new Dictionary<string, string> { ["rows"] = "7" },
        });
        (result.Output, result.Logs).ShouldBe(("7", null));
    }

    [Fact]
    public async Task An_app_is_started_by_a_script_that_is_put_into_the_workspace()
    {
        Runs.Outcome = _ => new() { Logs = "trained\n" };
        await _jobs.RunAsync(new()
        {
            Name = "train", App = new() { Folder = "/Volumes/main/fraud/apps/trainer", Program = "Trainer" }, Arguments = ["--seed", "7"],
            NewCluster = new()
            {
                SparkVersion = "16.4.x-scala2.12", NodeType = "m5d.2xlarge",
                Secrets = new Dictionary<string, string> { ["DATABRICKS_TOKEN"] = "fraud/token" },
            },
        });
        JsonNode task = Runs.All.Single().Body["tasks"]![0]!;
        string file = task["spark_python_task"]!["python_file"]!.GetValue<string>();
        Encoding.UTF8.GetString(_workspace.Double.Files[file["/Workspace".Length..]]).ShouldStartWith("import os\n");
        task["spark_python_task"]!["parameters"]!.ToJsonString()
            .ShouldBe("""["/Volumes/main/fraud/apps/trainer","Trainer","--seed","7"]""");
        task["new_cluster"]!["spark_env_vars"]!["DATABRICKS_TOKEN"]!.GetValue<string>().ShouldBe("{{secrets/fraud/token}}");
        task["new_cluster"]!["spark_env_vars"]!["DATABRICKS_HOST"]!.GetValue<string>().ShouldBe(_workspace.Double.Host);
        task["new_cluster"]!["num_workers"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task One_token_is_one_run()
    {
        DatabricksRun run = Script with { IdempotencyToken = "cards-2026-11-30" };
        long first = (await _jobs.RunAsync(run)).RunId;
        (await _jobs.RunAsync(run)).RunId.ShouldBe(first);
        // Without a token each call is a run, however often its request is sent.
        int left = 2;
        _workspace.Double.Before = context => context.Request.Path.Value!.EndsWith("submit") && left-- > 0 ? Fault.CutAfter : Fault.None;
        (await _jobs.RunAsync(Script)).RunId.ShouldBe(first + 1);
        Runs.All.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_run_that_fails_is_told_with_its_reason_and_page()
    {
        Runs.Outcome = _ => new()
        {
            Result = "FAILED", Code = "RUN_EXECUTION_ERROR", Message = "Task main failed.",
            Error = "RuntimeError: The app ended with exit code 3.",
        };
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(_jobs.RunAsync(Script));
        long id = Runs.All.Single().Id;
        error.Message.ShouldBe($"Run {id} 'train cards' failed (RUN_EXECUTION_ERROR): RuntimeError: The app ended with exit code 3. "
            + $"Its logs are at https://workspace/jobs/runs/{id}");
        (error.RunId, error.ErrorCode).ShouldBe((id, "RUN_EXECUTION_ERROR"));
        Runs.Outcome = _ => new() { Result = "INTERNAL_ERROR", Code = "WORKSPACE_RUN_LIMIT_EXCEEDED", Message = "Too many runs." };
        (await Should.ThrowAsync<DatabricksException>(_jobs.RunAsync(Script))).Message.ShouldContain(
            "failed (WORKSPACE_RUN_LIMIT_EXCEEDED): Too many runs. A limit of the workspace is reached: submit it again later");
        Runs.IsForbidden = true;
        (await Should.ThrowAsync<DatabricksException>(_jobs.RunAsync(Script))).ErrorCode.ShouldBe("PERMISSION_DENIED");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Cancelling_cancels_the_run_even_where_a_cancel_is_missed(int missed)
    {
        Runs.RunTime = TimeSpan.FromHours(5);
        Runs.MissedCancels = missed;
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            _jobs.RunAsync(Script with { OnProgress = _ => stop.Cancel() }, stop.Token));
        Runs.All.Single().Ended.ShouldBe("CANCELED");
    }

    [Fact]
    public async Task A_run_that_may_have_been_submitted_is_found_again()
    {
        _workspace.Double.Before = context => context.Request.Path.Value!.EndsWith("submit") ? Fault.CutAfter : Fault.None;
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(_jobs.RunAsync(Script));
        string token = Runs.All.Single().Token!;
        error.Message.ShouldEndWith($"Submit it again with the IdempotencyToken {token}: that finds the run, or begins it.");
        _workspace.Double.Before = null;
        (await _jobs.RunAsync(Script with { IdempotencyToken = token })).RunId.ShouldBe(Runs.All.Single().Id);
    }

    [Fact]
    public async Task What_is_wrong_with_a_run_is_told_at_once()
    {
        FraudMlException error = await Should.ThrowAsync<FraudMlException>(_jobs.RunAsync(new()
        {
            Name = " ", Notebook = "/a", App = new() { Folder = "/tmp", Program = "a" }, IdempotencyToken = new string('a', 65),
        }));
        error.Problems.ShouldBe([
            "App.Folder must begin with /Volumes/. Got '/tmp' instead.",
            "Name must not be blank.",
            "One of Notebook, PythonFile and App must be set, and only one.",
            "App needs ClusterId or NewCluster.",
            "IdempotencyToken must have 1 to 64 characters. Got 65 instead."]);
    }
}
