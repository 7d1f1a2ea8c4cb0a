using System.Text.Json.Nodes;
using FraudMl.Databricks.Double;
using FraudMl.Mlflow;

namespace FraudMl.Databricks.Tests.Serving;

public sealed class EndpointQueryTests : IAsyncLifetime
{
    private const string Endpoint = "card-fraud";

    private TestWorkspace _workspace = null!;
    private DatabricksServing _serving = null!;

    private ServingEndpoints Endpoints => _workspace.Double.Serving;

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        Endpoints.Registered.UnionWith(["main.fraud.cards/7", "main.fraud.cards/8"]);
        Endpoints.Score = (_, _) => new JsonObject { ["predictions"] = new JsonArray(0.25) };
        _serving = DatabricksServing.Connect(_workspace.Options);
        await _serving.DeployAsync(Endpoint, [Cards(7)]);
    }

    public async Task DisposeAsync()
    {
        _serving.Dispose();
        await _workspace.DisposeAsync();
    }

    [Fact]
    public async Task Versions_share_the_requests_and_are_asked_by_name()
    {
        await _serving.DeployAsync(
            Endpoint, [Cards(7) with { TrafficPercent = 90 }, Cards(8) with { TrafficPercent = 10 }]);
        Endpoints.Score = (version, _) => new JsonObject { ["predictions"] = new JsonArray(double.Parse(version)) };
        using FraudScoringClient client = _serving.Query(Endpoint), eight = _serving.Query(Endpoint, "cards-8");
        int[] versions = [.. await Task.WhenAll(Enumerable.Range(0, 100).Select(
            async _ => (int)(await client.ScoreAsync([new { A = 1 }]))[0].Probability))];
        versions.Count(version => version == 8).ShouldBe(10);
        (await eight.ScoreAsync([new { A = 1 }]))[0].Probability.ShouldBe(8);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_told_once()
    {
        Endpoints.ColdAnswers = int.MaxValue;
        using FraudScoringClient client = _serving.Query(Endpoint, options: new() { RetryCount = 2 });
        MlflowException error = await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Amount = 1.0 }]));
        error.Message.ShouldBe($"POST {_workspace.Double.Host}/serving-endpoints/card-fraud/invocations was answered with status 503: "
            + "The endpoint is scaling up. Try it again later, or look at the server's logs.");
        _workspace.Double.Requests.Count(request => request.Path.EndsWith("/invocations")).ShouldBe(3);
    }

    [Theory]
    [InlineData(Fault.TooManyRequests)]
    [InlineData(Fault.Broken)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutAfter)]
    [InlineData(Fault.CutWithin)]
    public async Task A_scoring_request_that_went_wrong_is_sent_again(Fault fault)
    {
        int left = 1;
        _workspace.Double.RetryAfter = () => "0";
        _workspace.Double.Before = context =>
            context.Request.Path.Value!.EndsWith("/invocations") && left-- > 0 ? fault : Fault.None;
        using FraudScoringClient client = _serving.Query(Endpoint);
        (await client.ScoreAsync([new { Amount = 1.0 }])).Single().Probability.ShouldBe(0.25);
    }

    [Fact]
    public async Task A_token_that_is_revoked_while_an_endpoint_is_asked_is_renewed_once_and_then_told()
    {
        _workspace.Double.Identity.Principals["app-1"] = "m2m-secret";
        using var serving = DatabricksServing.Connect(_workspace.Bare with { ClientId = "app-1", ClientSecret = "m2m-secret" });
        using FraudScoringClient client = serving.Query(Endpoint);
        for (int i = 0; i < 2; i++)
        {
            (await client.ScoreAsync([new { Amount = 1.0 }])).Single().Probability.ShouldBe(0.25);
            _workspace.Double.Identity.Revoke();
        }

        _workspace.Double.Identity.IssuedCount.ShouldBe(2);
        _workspace.Double.Before = context => context.Request.Path.Value!.EndsWith("/invocations") ? Fault.Revoked : Fault.None;
        MlflowException error = await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Amount = 1.0 }]));
        error.Message.ShouldBe($"POST {_workspace.Double.Host}/serving-endpoints/card-fraud/invocations was answered with status 401 "
            + "(UNAUTHENTICATED): Credential was not sent or was of an unsupported type for this API. The token was renewed once, and the "
            + "new one is refused too: check that the principal is active and a member of the workspace.");
        error.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        using var fixedToken = DatabricksServing.Connect(_workspace.Options with { Token = "another" });
        using FraudScoringClient refused = fixedToken.Query(Endpoint);
        (await Should.ThrowAsync<MlflowException>(refused.ScoreAsync([new { Amount = 1.0 }]))).Message
            .ShouldEndWith("The log-in is wrong or no longer good: check it, or make a new one.");
    }

    [Fact]
    public async Task An_endpoint_that_can_t_be_reached_is_told_with_what_to_check()
    {
        _workspace.Double.Before = _ => Fault.CutWithin;
        using FraudScoringClient client = _serving.Query(Endpoint, options: new() { RetryCount = 1 });
        (await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Amount = 1.0 }]))).Message
            .ShouldEndWith(". Check the address of the endpoint, and that it runs.");
    }

    private static DatabricksServedModel Cards(int version) => new() { Model = "main.fraud.cards", Version = $"{version}" };
}
