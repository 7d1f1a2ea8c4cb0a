using FraudMl.Databricks.Double;

namespace FraudMl.Databricks.Tests.Authentication;

public sealed class AzureLoginTests : IAsyncLifetime
{
    private const string Resource = "/subscriptions/1/resourceGroups/2/providers/Microsoft.Databricks/workspaces/3";

    private TestWorkspace _workspace = null!;

    private Entra Entra => _workspace.Double.Entra;

    private DatabricksOptions Options => _workspace.Bare with { AzureResourceId = Resource };

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        _workspace.Variables["AZURE_AUTHORITY_HOST"] = _workspace.Variables["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = _workspace.Double.Host;
        Entra.Principals["app-1"] = "entra-secret";
        Entra.Resource = Resource;
    }

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(Entra.Tenant)]
    public async Task A_service_principal_of_Entra_lets_in(string? tenant)
    {
        DatabricksOptions options = Options with { AzureClientId = "app-1", AzureClientSecret = "entra-secret", AzureTenantId = tenant };
        (await TestWorkspace.CallAsync(options)).ShouldBe("RUNNING");
        options.ToString().ShouldNotContain("entra-secret");
        _workspace.Double.Requests.Count(request => request.Path == "/aad/auth").ShouldBe(tenant is null ? 1 : 0);
    }

    [Fact]
    public async Task The_managed_identity_of_a_machine_or_an_app_lets_in()
    {
        _workspace.Variables["ARM_USE_MSI"] = "true";
        Entra.Identities.Add("identity-1");
        (await TestWorkspace.CallAsync(Options)).ShouldBe("RUNNING");
        (await TestWorkspace.CallAsync(Options with { AzureClientId = "identity-1" })).ShouldBe("RUNNING");
        _workspace.Variables["IDENTITY_ENDPOINT"] = _workspace.Double.Host + "/app/identity";
        _workspace.Variables["IDENTITY_HEADER"] = "app-secret";
        (await TestWorkspace.CallAsync(Options)).ShouldBe("RUNNING");
        _workspace.Double.Requests.ShouldContain(request => request.Path == "/app/identity");
    }

    [Fact]
    public async Task Who_is_logged_in_to_the_command_line_is_let_in()
    {
        if (OperatingSystem.IsWindows()) return;
        string folder = Directory.CreateTempSubdirectory().FullName, program = Path.Combine(folder, "az");
        try
        {
            _workspace.Variables["PATH"] = folder;
            Entra.Resource = null;
            string token = (string)Entra.Issued("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d", asTexts: false).Body!["access_token"]!;
            await WriteAsync("""printf '{"accessToken": "%s", "expires_on": 4102444800}' TOKEN; echo "$@" >> "$0.asked" """
                .Replace("TOKEN", token, StringComparison.Ordinal));
            (await TestWorkspace.CallAsync(Options with { AzureTenantId = Entra.Tenant })).ShouldBe("RUNNING");
            (await File.ReadAllLinesAsync(program + ".asked"))[0].ShouldBe("account get-access-token --resource "
                + "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --output json --tenant tenant-1");
            await WriteAsync("""echo "ERROR: Please run 'az login' to setup account." >&2; exit 1""");
            (await Should.ThrowAsync<DatabricksException>(TestWorkspace.CallAsync(Options))).Problems[^1].ShouldBe(
                "azure-cli: az ended with 1: ERROR: Please run 'az login' to setup account. Log in with 'az login'.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task WriteAsync(string script)
        {
            await File.WriteAllTextAsync(program, "#!/bin/sh\n" + script + "\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task What_was_tried_is_told_with_the_reason_of_each_and_no_secret()
    {
        _workspace.Variables["ARM_USE_MSI"] = "true";
        _workspace.Variables["ARM_CLIENT_SECRET"] = "wrong-secret";
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(
            TestWorkspace.CallAsync(Options with { AzureClientId = "app-1" }));
        string host = _workspace.Double.Host;
        error.Problems.Skip(6).ShouldBe(
        [
            $"azure-msi: GET {host}/metadata/identity/oauth2/token was answered with status 400 (invalid_request): Identity not found.",
            $"azure-client-secret: POST {host}/tenant-1/oauth2/v2.0/token was answered with status 401 (invalid_client): "
                + "AADSTS7000215: Invalid client secret provided. The log-in is wrong or no longer good: check it, or make a new one.",
            "azure-cli: az, Azure's command line, is not in the PATH.",
        ]);
        error.ToString().ShouldNotContain("wrong-secret");
    }

    [Fact]
    public async Task A_secret_goes_to_no_address_in_clear()
    {
        _workspace.Variables["AZURE_AUTHORITY_HOST"] = "http://login.example";
        (await Should.ThrowAsync<DatabricksException>(TestWorkspace.CallAsync(Options with
        {
            AzureClientId = "app-1", AzureClientSecret = "entra-secret", AuthType = "azure-client-secret",
        }))).Problems.Single().ShouldBe("azure-client-secret: AZURE_AUTHORITY_HOST must be an https address.");
    }
}
