using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task The_server_answers_503_until_the_model_is_loaded()
    {
        var loaded = new TaskCompletionSource<ServedModel>();
        var (server, started) = await ScoringServer.StartWhileLoadingAsync(services =>
        {
            services.AddSingleton<IModelSource>(new SlowSource(loaded.Task));
            services.AddFraudScoringModel(TestModels.MixedModel);
        });
        await using ScoringServer stopped = server;
        foreach (string path in new[] { "/ping", "/health" }) (await server.Client.GetAsync(path)).StatusCode
            .ShouldBe(HttpStatusCode.ServiceUnavailable);
        foreach (string path in new[] { "/invocations", "/score" }) (await server.PostAsync("{}", path: path)).StatusCode
            .ShouldBe(HttpStatusCode.ServiceUnavailable);
        HealthCheckService health = server.Services.GetRequiredService<HealthCheckService>();
        (await health.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Unhealthy);
        loaded.SetResult(new ServedModel(TestModels.MixedModel, "fraud", "3"));
        await started;
        (await server.Client.GetAsync("/ping")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Client.GetStringAsync("/health")).ShouldBe("\n");
        (await server.Client.GetStringAsync("/version")).ShouldNotBeEmpty();
        (await health.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
        using HttpResponseMessage scored = await server.PostAsync(RequestBodies.Record(TestModels.Mixed(1, 1), 0).ToJsonString(),
            path: "/score");
        (await scored.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("modelVersion").GetString().ShouldBe("3");
    }

    [Fact]
    public async Task Endpoints_are_described_in_OpenAPI()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement paths = (await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        paths.EnumerateObject().Select(path => path.Name).Where(path => !path.StartsWith("/v2", StringComparison.Ordinal))
            .ShouldBe(["/invocations", "/score", "/score/batch", "/ping", "/health", "/version"], ignoreOrder: true);
        JsonElement invocations = paths.GetProperty("/invocations").GetProperty("post");
        invocations.GetProperty("operationId").GetString().ShouldBe("FraudScoringInvocations");
        invocations.GetProperty("responses").EnumerateObject().Select(response => response.Name)
            .ShouldBe(["200", "400", "413", "415", "422", "503"], ignoreOrder: true);
        invocations.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name)
            .ShouldBe(["application/json", "text/csv", "application/vnd.apache.parquet", "application/x-parquet"], ignoreOrder: true);
    }

    [Fact]
    public async Task Options_come_from_configuration_and_report_every_broken_rule_at_start()
    {
        WebApplicationBuilder builder = NewBuilder(new() { ["FraudScoring:MaximumRowCount"] = "0",
            ["FraudScoring:MaximumBodyBytes"] = "-1" });
        builder.Services.AddFraudScoring(" ");
        await using WebApplication application = builder.Build();
        OptionsValidationException error = await Should.ThrowAsync<OptionsValidationException>(() => application.StartAsync());
        error.Failures.ShouldContain("MaximumRowCount must be at least 1. Got 0 instead.");
        error.Failures.ShouldContain(failure => failure.StartsWith("MaximumBodyBytes must be in [1, "));
        error.Failures.ShouldContain(failure => failure.StartsWith("ModelUri must name a model"));
    }

    [Fact]
    public void A_misspelt_option_is_an_error()
    {
        WebApplicationBuilder builder = NewBuilder(new() { ["FraudScoring:MaxRows"] = "5" });
        builder.Services.AddFraudScoring("models:/fraud@champion");
        using ServiceProvider services = builder.Services.BuildServiceProvider();
        Should.Throw<FraudMlException>(() => services.GetRequiredService<IOptions<FraudScoringOptions>>().Value).Message
            .ShouldContain("MaxRows");
    }

    [Fact]
    public void A_number_that_is_none_is_told_with_its_key()
    {
        WebApplicationBuilder builder = NewBuilder(new() { ["FraudScoring:MaximumRowCount"] = "many" });
        builder.Services.AddFraudScoring("models:/fraud@champion");
        using ServiceProvider services = builder.Services.BuildServiceProvider();
        Should.Throw<FraudMlException>(() => services.GetRequiredService<IOptions<FraudScoringOptions>>().Value).Message
            .ShouldContain("FraudScoring:MaximumRowCount");
    }

    [Fact]
    public void Configuration_overrides_the_model_in_code_and_the_callback_overrides_both()
    {
        WebApplicationBuilder builder = NewBuilder(new() { ["FraudScoring:ModelUri"] = "models:/fraud/7",
            ["FraudScoring:MaximumRowCount"] = "5" });
        builder.Services.AddFraudScoring("models:/fraud@champion", options => options.MaximumRowCount = 6);
        using ServiceProvider services = builder.Services.BuildServiceProvider();
        FraudScoringOptions options = services.GetRequiredService<IOptions<FraudScoringOptions>>().Value;
        options.ModelUri.ShouldBe("models:/fraud/7");
        options.MaximumRowCount.ShouldBe(6);
    }

    [Fact]
    public async Task A_model_that_can_not_be_loaded_fails_the_start()
    {
        WebApplicationBuilder builder = NewBuilder([]);
        builder.Services.AddFraudScoring("/no/such/model");
        await using WebApplication application = builder.Build();
        application.MapFraudScoring();
        application.Urls.Add("http://127.0.0.1:0");
        FraudMlException error = await Should.ThrowAsync<FraudMlException>(() => application.RunAsync());
        error.Message.ShouldContain("'/no/such/model'");
    }

    [Fact]
    public void Mapping_without_a_model_says_what_to_call()
    {
        using WebApplication application = NewBuilder([]).Build();
        Should.Throw<FraudMlException>(() => application.MapFraudScoring()).Message.ShouldContain("AddFraudScoring");
    }

    [Theory]
    [InlineData("/score")]
    [InlineData("/invocations")]
    [InlineData("/score/batch")]
    public async Task A_filter_of_the_group_sees_every_request(string path)
    {
        WebApplicationBuilder builder = NewBuilder([]);
        builder.Services.AddFraudScoringModel(TestModels.MixedModel);
        await using WebApplication application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.MapFraudScoring().AddEndpointFilter((_, _) => ValueTask.FromResult<object?>(Results.StatusCode(418)));
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
        using HttpResponseMessage response = await client.PostAsync(path, new StringContent("{}", null, "application/json"));
        ((int)response.StatusCode).ShouldBe(418);
    }

    [Fact]
    public async Task Endpoints_may_be_mapped_more_than_once()
    {
        WebApplicationBuilder builder = NewBuilder([]);
        builder.Services.AddFraudScoringModel(TestModels.MixedModel);
        builder.Services.AddOpenApi();
        await using WebApplication application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.MapFraudScoring();
        application.MapFraudScoring("/fraud");
        application.MapGroup("/inner").MapFraudScoring();
        application.MapOpenApi();
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
        foreach (string prefix in new[] { "", "/fraud", "/inner" })
        {
            using HttpResponseMessage scored = await client.PostAsync($"{prefix}/score",
                new StringContent(RequestBodies.Record(TestModels.Mixed(1, 1), 0).ToJsonString(), null, "application/json"));
            scored.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        JsonElement paths = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value.GetProperty("operationId").GetString()).ShouldBeUnique();
        await application.StopAsync();
    }

    [Fact]
    public void Options_that_change_reach_the_monitor()
    {
        WebApplicationBuilder builder = NewBuilder(new() { ["FraudScoring:MaximumRowCount"] = "5" });
        builder.Services.AddFraudScoring("models:/fraud@champion");
        using ServiceProvider services = builder.Services.BuildServiceProvider();
        IOptionsMonitor<FraudScoringOptions> monitor = services.GetRequiredService<IOptionsMonitor<FraudScoringOptions>>();
        monitor.CurrentValue.MaximumRowCount.ShouldBe(5);
        builder.Configuration["FraudScoring:MaximumRowCount"] = "6";
        ((IConfigurationRoot)builder.Configuration).Reload();
        monitor.CurrentValue.MaximumRowCount.ShouldBe(6);
    }

    private static WebApplicationBuilder NewBuilder(Dictionary<string, string?> configuration)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(configuration);
        return builder;
    }
}
