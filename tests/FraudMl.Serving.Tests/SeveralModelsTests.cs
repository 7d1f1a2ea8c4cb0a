using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

public sealed class SeveralModelsTests
{
    [Fact]
    public async Task Each_model_has_its_routes_its_scorer_and_its_limits()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoringModel("cards", TestModels.CreditCardModel)
            .AddFraudScoringModel("mixed", TestModels.MixedModel, options => options.MaximumRowCount = 1));
        await using ScoringServer running = server;
        await started;
        (string body, _) = RequestBodies.Of("split", TestModels.Mixed(2, 9));
        (await server.PostAsync(body, path: "/models/mixed/invocations")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await server.PostAsync(body, path: "/models/cards/invocations")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await server.PostAsync(body, path: "/invocations")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Client.GetAsync("/models/cards/ping")).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Services.GetRequiredKeyedService<IFraudScorer>("cards").Served.Model.ShouldBeSameAs(TestModels.CreditCardModel);
        server.Services.GetRequiredKeyedService<FraudModel>("mixed").ShouldBeSameAs(TestModels.MixedModel);
        server.Services.GetService<IFraudScorer>().ShouldBeNull();
    }

    [Fact]
    public async Task A_model_without_a_name_stands_beside_those_with_one()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoringModel(TestModels.CreditCardModel)
            .AddFraudScoringModel("mixed", TestModels.MixedModel));
        await using ScoringServer running = server;
        await started;
        (string body, _) = RequestBodies.Of("split", TestModels.Mixed(2, 9));
        (await server.PostAsync(body, path: "/models/mixed/invocations")).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Services.GetRequiredService<IFraudScorer>().Served.Model.ShouldBeSameAs(TestModels.CreditCardModel);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    public void A_name_that_no_route_can_have_is_refused(string name) => Should.Throw<FraudMlException>(
        () => new ServiceCollection().AddFraudScoring(name, "models:/x@champion")).Message.ShouldContain("Got '" + name + "'");

    [Fact]
    public void A_name_is_taken_once() => Should.Throw<FraudMlException>(() => new ServiceCollection()
        .AddFraudScoring("cards", "models:/x@champion").AddFraudScoring("cards", "models:/y@champion")).Message
        .ShouldContain("There is a served model 'cards' already");

    [Fact]
    public async Task Observers_see_what_every_door_scores()
    {
        var seen = new Seen();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IScoringObserver>(seen).AddFraudScoringModel(TestModels.MixedModel));
        await using ScoringServer running = server;
        await started;
        Dataset rows = TestModels.Mixed(3, 9);
        (string body, _) = RequestBodies.Of("split", rows);
        await server.PostAsync(body);
        seen.Rows.ShouldBe([("POST", TestModels.MixedModel.Score(rows)[0]), ("POST", TestModels.MixedModel.Score(rows)[1]),
            ("POST", TestModels.MixedModel.Score(rows)[2])]);
    }

    private sealed class Seen : IScoringObserver
    {
        public List<(string? Method, double Probability)> Rows { get; } = [];

        public void Scored(in ScoredBlock rows)
        {
            foreach (double probability in rows.Session.Probabilities) Rows.Add((rows.Request?.Request.Method, probability));
        }
    }
}
