using FraudMl.Databricks.Double;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Tests.Authentication;

public sealed class LoginTests : IAsyncLifetime
{
    private TestWorkspace _workspace = null!;

    private Identity Identity => _workspace.Double.Identity;

    public async Task InitializeAsync() => _workspace = await TestWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public async Task Each_kind_of_log_in_lets_in()
    {
        Identity.Principals["app-1"] = "m2m-secret";
        Identity.Passwords.Add("ann:pass-secret");
        Identity.SubjectTokens.UnionWith(["env-secret", "file-secret"]);
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "file-secret\n");
        _workspace.Variables["DATABRICKS_OIDC_TOKEN_FILEPATH"] = file;
        _workspace.Variables["DATABRICKS_OIDC_TOKEN"] = "env-secret";
        (string Kind, DatabricksOptions Options)[] all =
        [
            ("pat", _workspace.Bare with { Token = TestWorkspace.Token }),
            ("basic", _workspace.Bare with { Username = "ann", Password = "pass-secret" }),
            ("oauth-m2m", _workspace.Bare with { ClientId = "app-1", ClientSecret = "m2m-secret" }),
            ("env-oidc", _workspace.Bare with { ClientId = "app-1" }),
            ("file-oidc", _workspace.Bare with { ClientId = "app-1", AuthType = "file-oidc" }),
        ];
        foreach ((string kind, DatabricksOptions options) in all)
        {
            (await TestWorkspace.CallAsync(options)).ShouldBe("RUNNING", kind);
            _workspace.Double.Requests.Last().Authorization.ShouldStartWith(kind == "basic" ? "Basic" : "Bearer", Case.Sensitive, kind);
        }

        Identity.IssuedCount.ShouldBe(3);
        File.Delete(file);
    }

    [Fact]
    public async Task A_GitHub_workflow_exchanges_its_own_token()
    {
        Identity.SubjectTokens.Add("github-secret");
        _workspace.Variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = _workspace.Double.Host + "/github/token?version=2";
        _workspace.Variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "workflow-secret";
        string? asked = null;
        _workspace.Double.Github = request =>
        {
            asked = request.QueryString + " " + request.Headers.Authorization;
            return "github-secret";
        };
        (await TestWorkspace.CallAsync(_workspace.Bare with { ClientId = "app-1" })).ShouldBe("RUNNING");
        asked.ShouldBe($"?version=2&audience={Uri.EscapeDataString(_workspace.Double.Host + "/oidc/v1/token")} Bearer workflow-secret");
    }

    [Fact]
    public async Task What_was_tried_is_told_with_the_reason_of_each_and_no_secret()
    {
        _workspace.Variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = "http://127.0.0.1:1/";
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(TestWorkspace.CallAsync(
            _workspace.Bare with { ClientId = "app-1", ClientSecret = "wrong-secret" }));
        error.Problems.ShouldBe(
        [
            "pat: DATABRICKS_TOKEN is not set.",
            "basic: DATABRICKS_USERNAME is not set.",
            $"oauth-m2m: POST {_workspace.Double.Host}/oidc/v1/token was answered with status 401 (invalid_client): "
                + "Client authentication failed. The log-in is wrong or no longer good: check it, or make a new one.",
            "env-oidc: DATABRICKS_OIDC_TOKEN is not set.",
            "file-oidc: DATABRICKS_OIDC_TOKEN_FILEPATH is not set.",
            "github-oidc: ACTIONS_ID_TOKEN_REQUEST_TOKEN is not set: the workflow needs permissions: id-token: write.",
            "azure-msi: 127.0.0.1 is no workspace of Azure.", "azure-client-secret: 127.0.0.1 is no workspace of Azure.",
            "azure-cli: 127.0.0.1 is no workspace of Azure.",
        ]);
        error.ToString().ShouldNotContain("wrong-secret");
        (await Should.ThrowAsync<DatabricksException>(TestWorkspace.CallAsync(_workspace.Options with { AuthType = "kerberos" })))
            .Message.ShouldBe("AuthType must be one of pat, basic, oauth-m2m, env-oidc, file-oidc, github-oidc, azure-msi, "
                + "azure-client-secret, azure-cli. Got 'kerberos' instead.");
    }

    [Fact]
    public async Task A_token_is_kept_renewed_while_it_is_good_and_fetched_once_by_many()
    {
        Identity.Principals["app-1"] = "m2m-secret";
        using Workspace workspace = Workspace.Open(
            _workspace.Bare with { ClientId = "app-1", ClientSecret = "m2m-secret", RequestsPerSecond = 1000 });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TestWorkspace.CallAsync(workspace)));
        Identity.IssuedCount.ShouldBe(1);

        // Stale in its last twenty minutes: the call goes on with it, and a new one is fetched beside it.
        _workspace.Double.Clock.Advance(TimeSpan.FromMinutes(45));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TestWorkspace.CallAsync(workspace)));
        await Eventually(() => Identity.IssuedCount == 2);
        await TestWorkspace.CallAsync(workspace);
        Identity.IssuedCount.ShouldBe(2);

        // One that can't be renewed is used while it lasts, and asked for again a minute later at the earliest.
        Identity.IsClosed = true;
        _workspace.Double.Clock.Advance(TimeSpan.FromMinutes(50));
        (await TestWorkspace.CallAsync(workspace)).ShouldBe("RUNNING");
        await Eventually(() => _workspace.Logged.Any(line => line.StartsWith("Renewing", StringComparison.Ordinal)));
        (await TestWorkspace.CallAsync(workspace)).ShouldBe("RUNNING");
        _workspace.Logged.Count(line => line.StartsWith("Renewing", StringComparison.Ordinal)).ShouldBe(1);
        Identity.IsClosed = false;
        _workspace.Double.Clock.Advance(TimeSpan.FromMinutes(30));
        (await TestWorkspace.CallAsync(workspace)).ShouldBe("RUNNING");
        Identity.IssuedCount.ShouldBe(3);
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_renewed_once_and_a_wrong_one_is_told()
    {
        Identity.Principals["app-1"] = "m2m-secret";
        using Workspace workspace = Workspace.Open(_workspace.Bare with { ClientId = "app-1", ClientSecret = "m2m-secret" });
        await TestWorkspace.CallAsync(workspace);
        Identity.Revoke();
        (await TestWorkspace.CallAsync(workspace)).ShouldBe("RUNNING");
        Identity.IssuedCount.ShouldBe(2);
        DatabricksException wrong = await Should.ThrowAsync<DatabricksException>(
            TestWorkspace.CallAsync(_workspace.Bare with { Token = "wrong-secret" }));
        (wrong.ErrorCode, (int)wrong.StatusCode!.Value).ShouldBe(("UNAUTHENTICATED", 401));
        wrong.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_token_stops_nobody_else()
    {
        Identity.Principals["app-1"] = "m2m-secret";
        var comes = new TaskCompletionSource();
        _workspace.Double.Before = context =>
        {
            if (context.Request.Path == "/oidc/v1/token") comes.Task.Wait();
            return Fault.None;
        };
        using Workspace workspace = Workspace.Open(_workspace.Bare with { ClientId = "app-1", ClientSecret = "m2m-secret" });
        using var stop = new CancellationTokenSource();
        Task<string> stopped = TestWorkspace.CallAsync(workspace, stop.Token), other = TestWorkspace.CallAsync(workspace);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(stopped);
        comes.SetResult();
        (await other).ShouldBe("RUNNING");
    }

    [Fact]
    public async Task A_secret_goes_to_the_workspace_only()
    {
        Identity.TokenEndpoint = "https://elsewhere.example/oidc/v1/token";
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(TestWorkspace.CallAsync(
            _workspace.Bare with { ClientId = "app-1", ClientSecret = "m2m-secret" }));
        error.Message.ShouldContain("no place of its own where tokens are issued");
        foreach (string host in (string[])["http://dbc.example", "https://ann:pass-secret@dbc.example", "ftp://dbc.example"])
        {
            Should.Throw<DatabricksException>(() => Workspace.Open(_workspace.Options with { Host = host }))
                .Message.ShouldStartWith("The host of a workspace must be an https address");
        }
    }

    internal static async Task Eventually(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
