using System.Text.Json.Nodes;
using FraudMl.Mlflow;

namespace FraudMl.Databricks.Tests.Suites;

/// <summary>What a workspace must do with endpoints: deploy a registered version, answer, roll back, delete.</summary>
public abstract class ServingSuite
{
    /// <summary>The version, such as <c>main.fraud.cards/7</c>.</summary>
    protected abstract string Version { get; }

    protected abstract DatabricksOptions Connection { get; }

    protected async Task EverythingAsync()
    {
        string[] version = Version.Split('/');
        string name = $"fraudml-suite-{Guid.NewGuid():N}";
        var served = new DatabricksServedModel { Model = version[0], Version = version[1], ScaleToZero = true };
        using var serving = DatabricksServing.Connect(Connection);
        try
        {
            DatabricksEndpoint endpoint = await serving.DeployAsync(name, [served]);
            (endpoint.IsReady, endpoint.Models.Single().Version).ShouldBe((true, served.Version));
            (await serving.DeployAsync(name, [served])).IsReady.ShouldBeTrue();
            await AnswersAsync(serving, name, served.Name);
            await serving.DeployAsync(name, [served with { Size = DatabricksServingSize.Medium }]);
            (await serving.RollBackAsync(name)).Models.Single().Size.ShouldBe(DatabricksServingSize.Small);
            (await Should.ThrowAsync<DatabricksException>(serving.DeployAsync(name, [served with { Version = "999999", Name = "none" }])))
                .Message.ShouldNotBeEmpty();
        }
        finally
        {
            await serving.DeleteAsync(name);
        }

        (await serving.FindAsync(name)).ShouldBeNull();
        (await Should.ThrowAsync<DatabricksException>(serving.RollBackAsync(name))).Message
            .ShouldBe($"There is no endpoint '{name}' to roll back. Deploy a version to it first.");
    }

    // Whatever the model's inputs are: it says that they are missing, and not that it is not there.
    private static async Task AnswersAsync(DatabricksServing serving, string name, string served)
    {
        foreach (string? one in (string?[])[null, served])
        {
            using FraudScoringClient client = serving.Query(name, one);
            (await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { NoSuchInput = 1.0 }]))).StatusCode
                .ShouldBe(System.Net.HttpStatusCode.BadRequest);
        }
    }
}

/// <summary>The double.</summary>
public sealed class DoubleServingTests : ServingSuite, IAsyncLifetime
{
    private TestWorkspace _workspace = null!;

    protected override string Version => "main.fraud.cards/7";

    protected override DatabricksOptions Connection => _workspace.Options;

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        _workspace.Double.Serving.Registered.Add(Version);
        _workspace.Double.Serving.Score = (_, body) => body["dataframe_records"]![0]!["Amount"] is { } amount
            ? new JsonObject { ["predictions"] = new JsonArray(amount.GetValue<double>()) }
            : throw new FraudMl.Databricks.Double.BadRequestException("Amount is missing.");
    }

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public Task The_double_serves_a_registered_version() => EverythingAsync();
}

/// <summary>The workspace that DATABRICKS_HOST names; the endpoint scales to zero, and is deleted.</summary>
public sealed class RealServingTests : ServingSuite
{
    protected override string Version => RealWorkspaceFactAttribute.ValueOf(RealWorkspaceFactAttribute.ServedVariable)!;

    protected override DatabricksOptions Connection => new();

    [RealWorkspaceFact(RealWorkspaceFactAttribute.ServedVariable)]
    public Task A_real_workspace_serves_a_registered_version() => EverythingAsync();
}
