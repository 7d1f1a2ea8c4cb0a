using System.Text.Json.Nodes;
using FraudMl.Databricks.Double;
using FraudMl.Mlflow;

namespace FraudMl.Databricks.Tests.Serving;

public sealed class DeploymentTests : IAsyncLifetime
{
    private const string Endpoint = "card-fraud";

    private TestWorkspace _workspace = null!;
    private DatabricksServing _serving = null!;

    private ServingEndpoints Endpoints => _workspace.Double.Serving;

    public async Task InitializeAsync()
    {
        _workspace = await TestWorkspace.StartAsync();
        Endpoints.Registered.UnionWith(["main.fraud.cards/7", "main.fraud.cards/8", "main.fraud.cards/9"]);
        _serving = DatabricksServing.Connect(_workspace.Options);
    }

    public async Task DisposeAsync()
    {
        _serving.Dispose();
        await _workspace.DisposeAsync();
    }

    [Fact]
    public async Task An_endpoint_is_created_with_progress_and_answers()
    {
        List<DatabricksDeployProgress> progress = [];
        var secrets = new Dictionary<string, string> { ["STORE"] = "fraud/store" };
        DatabricksEndpoint endpoint = await _serving.DeployAsync(Endpoint,
            [Cards(7) with { ScaleToZero = true, Size = DatabricksServingSize.Medium, Secrets = secrets }],
            new() { OnProgress = progress.Add });
        endpoint.ToString().ShouldBe("card-fraud, ready: main.fraud.cards 7 (100 %)");
        endpoint.Page.ShouldBe(new Uri(_workspace.Double.Host + "/ml/endpoints/card-fraud"));
        progress.ShouldBe([
            new(DatabricksDeployStage.Building, "cards-7: Creating the container image"), new(DatabricksDeployStage.Ready, "")]);
        JsonNode entity = Endpoints.All[Endpoint].Config!["served_entities"]![0]!;
        entity["environment_vars"]!["STORE"]!.GetValue<string>().ShouldBe("{{secrets/fraud/store}}");
        (entity["workload_size"]!.GetValue<string>(), entity["scale_to_zero_enabled"]!.GetValue<bool>()).ShouldBe(("Medium", true));
        endpoint.Models.Single().Secrets["STORE"].ShouldBe("fraud/store");

        // The same again changes nothing.
        await _serving.DeployAsync(Endpoint, endpoint.Models);
        Endpoints.Changes.ShouldBe([("POST", Endpoint)]);

        Endpoints.Score = (version, body) => new JsonObject
        {
            ["predictions"] = new JsonArray([.. body["dataframe_records"]!.AsArray().Select(
                row => new JsonObject { ["fraud_probability"] = row!["Amount"]!.GetValue<double>() / 100, ["fraud_decision"] = 1 })]),
        };
        Endpoints.ColdAnswers = 3;
        using FraudScoringClient client = _serving.Query(Endpoint);
        IReadOnlyList<FraudScore> scores = await client.ScoreAsync([new { Amount = 12.0 }, new { Amount = 50.0 }]);
        scores.Select(score => (score.Probability, score.IsFlagged)).ShouldBe([(0.12, true), (0.5, true)]);
    }

    [Fact]
    public async Task What_is_wrong_with_versions_is_told_at_once()
    {
        (await Should.ThrowAsync<FraudMlException>(DeployAsync(Cards(7) with { TrafficPercent = 90 }))).Message
            .ShouldBe("The TrafficPercent of the versions that an endpoint serves must add up to 100. Got 90 instead.");
        (await Should.ThrowAsync<FraudMlException>(DeployAsync(Cards(7), Cards(7)))).Message
            .ShouldBe("Two versions of an endpoint are named 'cards-7'. Give one of them another Name.");
        FraudMlException error = await Should.ThrowAsync<FraudMlException>(DeployAsync(Cards(7) with
        {
            Model = "fraud.cards", Secrets = new Dictionary<string, string> { ["TOKEN"] = "dapi-secret" },
        }));
        error.Problems.ShouldBe([
            "fraud.cards 7: Model must be a name such as main.fraud.cards, or one of the workspace's registry. Got 'fraud.cards' instead.",
            "fraud.cards 7: Secrets must name a secret as scope/key. TOKEN does not."]);
        error.ToString().ShouldNotContain("dapi-secret");
        _workspace.Double.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deployment_that_fails_is_told_with_its_reason_and_where_the_logs_are()
    {
        await DeployAsync(Cards(7));
        Endpoints.Failing["main.fraud.cards/8"] = "Model server failed to load the model: no file model.onnx.";
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(DeployAsync(Cards(8)));
        error.Message.ShouldBe("The deployment of 'card-fraud' failed (cards-8: Model server failed to load the model: no file "
            + "model.onnx); what it served before it still serves. The logs of build and service are at "
            + $"{_workspace.Double.Host}/ml/endpoints/card-fraud.");
        error.ErrorCode.ShouldBe("UPDATE_FAILED");

        // The next one is not held up by it.
        (await DeployAsync(Cards(9))).Models.Single().Version.ShouldBe("9");
        (await Should.ThrowAsync<DatabricksException>(DeployAsync(Cards(10)))).ErrorCode.ShouldBe("RESOURCE_DOES_NOT_EXIST");
    }

    [Fact]
    public async Task An_endpoint_that_never_came_up_is_deployed_anew()
    {
        Endpoints.Failing["main.fraud.cards/7"] = "The container image could not be built.";
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(DeployAsync(Cards(7)));
        error.Message.ShouldStartWith("The deployment of 'card-fraud' failed (cards-7: The container image could not be built). The logs");
        Endpoints.Failing.Clear();
        (await DeployAsync(Cards(7))).IsReady.ShouldBeTrue();
        Endpoints.Changes.ShouldBe([("POST", Endpoint), ("PUT", Endpoint)]);
    }

    [Fact]
    public async Task A_deployment_that_can_no_longer_be_followed_goes_on()
    {
        _workspace.Double.Before = context => context.Request.Method == "GET" && Endpoints.All.Count > 0 ? Fault.Unavailable : Fault.None;
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(DeployAsync(Cards(7)));
        error.Message.ShouldStartWith("The deployment of 'card-fraud' was begun and goes on, but can't be followed: GET ");
        error.Message.ShouldEndWith(" Deploy the same again to wait for it.");
        _workspace.Double.Before = null;
        (await DeployAsync(Cards(7))).IsReady.ShouldBeTrue();
        Endpoints.Changes.ShouldBe([("POST", Endpoint)]);
    }

    [Theory]
    [InlineData(Fault.CutAfter, 0)]
    [InlineData(Fault.CutAfter, 3)]
    [InlineData(Fault.CutBefore, 0)]
    public async Task An_update_whose_answer_is_lost_is_made_once_however_quickly_it_is_built(Fault fault, int staleReads)
    {
        await DeployAsync(Cards(7));
        (Endpoints.BuildTime, Endpoints.StaleReads) = (TimeSpan.FromSeconds(1), staleReads);
        int left = 1;
        _workspace.Double.Before = context => context.Request.Method == "PUT" && left-- > 0 ? fault : Fault.None;
        (await DeployAsync(Cards(8))).Models.Single().Version.ShouldBe("8");
        Endpoints.Changes.ShouldBe([("POST", Endpoint), ("PUT", Endpoint)]);
    }

    [Fact]
    public void A_version_with_another_number_has_another_name()
    {
        DatabricksServedModel seven = Cards(7);
        seven.Name.ShouldBe("cards-7");
        (seven with { Version = "8" }).Name.ShouldBe("cards-8");
        (seven with { Model = "main.fraud.Größe 1" }).Name.ShouldBe("Gr--e-1-7");
    }

    [Fact]
    public async Task An_update_of_somebody_else_is_waited_for()
    {
        using var other = DatabricksServing.Connect(_workspace.Options);
        Task<DatabricksEndpoint> first = other.DeployAsync(Endpoint, [Cards(7)]);
        while (Endpoints.All.Count == 0) await Task.Yield();
        Task<DatabricksEndpoint> second = DeployAsync(Cards(8));
        (await second).Models.Single().Version.ShouldBe("8");
        // The first one either saw its version serve, or says that it was replaced.
        try
        {
            (await first).Models.Single().Version.ShouldBe("7");
        }
        catch (DatabricksException error)
        {
            error.Message.ShouldContain("was given another configuration by somebody");
        }

        Endpoints.Changes.ShouldBe([("POST", Endpoint), ("PUT", Endpoint)]);
    }

    [Fact]
    public async Task Answers_that_lag_behind_do_no_harm()
    {
        Endpoints.StaleReads = 4;
        await DeployAsync(Cards(7));
        await DeployAsync(Cards(8));
        Endpoints.Changes.ShouldBe([("POST", Endpoint), ("PUT", Endpoint)]);
    }

    [Fact]
    public async Task What_was_served_before_comes_back_by_any_process()
    {
        (await Should.ThrowAsync<DatabricksException>(_serving.RollBackAsync(Endpoint))).Message
            .ShouldBe("There is no endpoint 'card-fraud' to roll back. Deploy a version to it first.");
        DatabricksServedModel[] before = [
            Cards(7) with { TrafficPercent = 60, Secrets = new Dictionary<string, string> { ["A"] = "scope/a" } },
            Cards(8) with { TrafficPercent = 40, Size = DatabricksServingSize.Large }];
        await DeployAsync(before);
        (await Should.ThrowAsync<DatabricksException>(_serving.RollBackAsync(Endpoint))).Message.ShouldBe(
            "The endpoint 'card-fraud' has served nothing before what it serves now. Deploy the version that is wanted.");
        string served = Endpoints.All[Endpoint].Config!["served_entities"]!.ToJsonString();
        await DeployAsync(Cards(9));
        using (var other = DatabricksServing.Connect(_workspace.Options)) await other.RollBackAsync(Endpoint);
        Endpoints.All[Endpoint].Config!["served_entities"]!.ToJsonString().ShouldBe(served);
        // Twice is the same as once.
        (await _serving.RollBackAsync(Endpoint)).ToString()
            .ShouldBe("card-fraud, ready: main.fraud.cards 7 (60 %), main.fraud.cards 8 (40 %)");
        Endpoints.Changes.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_inference_table_is_switched_on_and_the_rest_of_the_gateway_kept()
    {
        await DeployAsync(Cards(7));
        Endpoints.All[Endpoint].Gateway = new JsonObject { ["rate_limits"] = new JsonArray(new JsonObject { ["calls"] = 100 }) };
        DatabricksEndpoint endpoint = await _serving.DeployAsync(
            Endpoint, [Cards(7)], new() { InferenceTable = new() { Catalog = "main", Schema = "fraud" } });
        endpoint.InferenceTable.ShouldBe("main.fraud.card_fraud_payload");
        Endpoints.All[Endpoint].Gateway!["rate_limits"]![0]!["calls"]!.GetValue<int>().ShouldBe(100);
        Endpoints.Changes.Count.ShouldBe(1);
        (await DeployAsync(Cards(8))).InferenceTable.ShouldBe("main.fraud.card_fraud_payload");
    }

    [Fact]
    public async Task An_endpoint_is_deleted_once_or_was()
    {
        await DeployAsync(Cards(7));
        await _serving.DeleteAsync(Endpoint);
        (await _serving.FindAsync(Endpoint)).ShouldBeNull();
        await _serving.DeleteAsync(Endpoint);
    }

    [Fact]
    public async Task What_takes_too_long_and_what_is_not_allowed_is_told()
    {
        Endpoints.BuildTime = TimeSpan.FromHours(3);
        (await Should.ThrowAsync<DatabricksException>(DeployAsync(Cards(7)))).Message.ShouldBe(
            "The endpoint 'card-fraud' does not serve what was deployed after 01:00:00: it is NOT_READY, IN_PROGRESS, and goes on by "
            + $"itself. Look at {_workspace.Double.Host}/ml/endpoints/card-fraud, and deploy the same again to wait for it.");
        Endpoints.IsForbidden = true;
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(DeployAsync(Cards(7)));
        error.ErrorCode.ShouldBe("PERMISSION_DENIED");
        error.Message.ShouldEndWith("The log-in does not allow it: docs/databricks.md lists what it needs.");
    }

    private static DatabricksServedModel Cards(int version) => new() { Model = "main.fraud.cards", Version = $"{version}" };

    private Task<DatabricksEndpoint> DeployAsync(params DatabricksServedModel[] models) => _serving.DeployAsync(Endpoint, models);
}
