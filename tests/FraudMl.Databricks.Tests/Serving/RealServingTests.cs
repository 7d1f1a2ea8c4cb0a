namespace FraudMl.Databricks.Tests.Serving;

public sealed class RealServingTests
{
    /// <summary>Deploys, asks for, rolls back and deletes a registered version in a real workspace.</summary>
    [RealServingFact]
    public async Task A_real_workspace_serves_a_registered_version()
    {
        string[] version = RealServingFactAttribute.Version!.Split('/');
        string name = $"fraudml-suite-{Guid.NewGuid():N}";
        var served = new DatabricksServedModel { Model = version[0], Version = version[1], ScaleToZero = true };
        using var serving = DatabricksServing.Connect();
        try
        {
            DatabricksEndpoint endpoint = await serving.DeployAsync(name, [served]);
            (endpoint.IsReady, endpoint.Models.Single().Version).ShouldBe((true, served.Version));
            (await serving.DeployAsync(name, [served])).IsReady.ShouldBeTrue();
            await serving.DeployAsync(name, [served with { Size = DatabricksServingSize.Medium }]);
            (await serving.RollBackAsync(name)).Models.Single().Size.ShouldBe(DatabricksServingSize.Small);
        }
        finally
        {
            await serving.DeleteAsync(name);
        }

        (await serving.FindAsync(name)).ShouldBeNull();
    }
}

/// <summary>A test of a real workspace: DATABRICKS_HOST with a log-in, and FRAUDML_DATABRICKS_SERVED, such as main.fraud.cards/7.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealServingFactAttribute : FactAttribute
{
    public RealServingFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("DATABRICKS_HOST") is null || Version is null)
            Skip = "It needs DATABRICKS_HOST with a log-in, and FRAUDML_DATABRICKS_SERVED.";
    }

    public static string? Version => Environment.GetEnvironmentVariable("FRAUDML_DATABRICKS_SERVED");
}
