namespace FraudMl.Databricks.Tests.Suites;

/// <summary>What a workspace must do with runs: run a script once for each token, tell its console, and why it failed.</summary>
public abstract class JobsSuite
{
    private const string Script = """
        import sys
        print("hello " + sys.argv[1])
        if sys.argv[1] == "fail":
            raise ValueError("as asked")

        """;

    /// <summary>A folder of the workspace where the script may be put.</summary>
    protected abstract string Folder { get; }

    protected abstract DatabricksOptions Connection { get; }

    protected async Task EverythingAsync()
    {
        using (Workspace workspace = Workspace.Open(Connection))
        {
            var files = new WorkspaceFiles(workspace);
            for (int i = 0; i < 2; i++)
            {
                await files.MakeFolderAsync(Folder, default);
                await files.WriteAsync($"{Folder}/suite.py", System.Text.Encoding.UTF8.GetBytes(Script.ReplaceLineEndings("\n")), default);
            }
        }

        using var jobs = DatabricksJobs.Connect(Connection);
        DatabricksRun run = new()
        {
            Name = "fraudml suite", PythonFile = $"/Workspace{Folder}/suite.py", Arguments = ["there"],
            IdempotencyToken = $"fraudml-suite-{Guid.NewGuid():N}",
        };
        DatabricksRunResult result = await jobs.RunAsync(run);
        result.Logs.ShouldNotBeNull().ShouldContain("hello there");
        result.Page.ShouldNotBeNull();
        (await jobs.RunAsync(run)).RunId.ShouldBe(result.RunId);

        DatabricksException failed = await Should.ThrowAsync<DatabricksException>(
            jobs.RunAsync(run with { Arguments = ["fail"], IdempotencyToken = null }));
        failed.Message.ShouldContain("as asked");
        failed.RunId.ShouldNotBeNull().ShouldNotBe(result.RunId);

        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            jobs.RunAsync(run with { IdempotencyToken = null, OnProgress = _ => stop.Cancel() }, stop.Token));
    }
}

/// <summary>The double.</summary>
public sealed class DoubleJobsTests : JobsSuite, IAsyncLifetime
{
    private TestWorkspace _workspace = null!;

    protected override string Folder => "/Shared/fraudml-tests";

    protected override DatabricksOptions Connection => _workspace.Options;

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        _workspace.Double.Jobs.Outcome = body => body["tasks"]![0]!["spark_python_task"]!["parameters"]![0]!.GetValue<string>() is var said
            && said == "fail" ? new() { Result = "FAILED", Code = "RUN_EXECUTION_ERROR", Error = "ValueError: as asked" }
            : new() { Logs = $"hello {said}\n" };
    }

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public Task The_double_runs_scripts() => EverythingAsync();
}

/// <summary>The workspace that DATABRICKS_HOST names: three serverless runs, and a file in FRAUDML_DATABRICKS_FOLDER.</summary>
public sealed class RealJobsTests : JobsSuite
{
    protected override string Folder => RealWorkspaceFactAttribute.ValueOf(RealWorkspaceFactAttribute.FolderVariable)!;

    protected override DatabricksOptions Connection => new();

    [RealWorkspaceFact(RealWorkspaceFactAttribute.FolderVariable)]
    public Task A_real_workspace_runs_scripts() => EverythingAsync();
}
