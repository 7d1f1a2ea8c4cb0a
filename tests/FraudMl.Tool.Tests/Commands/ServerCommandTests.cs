using System.Net.Http.Json;
using System.Text.Json;
using FraudMl.Mlflow;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Tests.Commands;

/// <summary>Commands that run until they are stopped.</summary>
public sealed class ServerCommandTests(CardsFixture cards) : IClassFixture<CardsFixture>
{
    [Theory]
    [InlineData("cards.fraudml")]
    [InlineData("models:/cards/2")]
    public async Task A_model_is_served_until_it_is_stopped(string model)
    {
        string uri = model.StartsWith("models:", StringComparison.Ordinal) ? model : cards.At(model);
        await WhileRunning(["serve", uri, "--port", "0"], async address =>
        {
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            FraudModel loaded = FraudModel.Load(cards.At("cards.fraudml"));
            var row = loaded.Inputs.ToDictionary(input => input.Name, _ => 1f);
            using HttpResponseMessage answer = await client.PostAsJsonAsync("/score", row);
            JsonElement score = await answer.Content.ReadFromJsonAsync<JsonElement>();
            score.ToString().ShouldContain("robability");
            answer.IsSuccessStatusCode.ShouldBeTrue();
        });
    }

    [Fact]
    public async Task The_store_is_served_to_any_client() => await WhileRunning(["ui", "--port", "0"], async address =>
    {
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = address });
        (await client.Registry.GetVersionAsync("cards", "2")).ModelVersion.Name.ShouldBe("cards");
    });

    [Fact]
    public async Task A_server_that_can_not_start_says_why()
    {
        (await ToolRun.Of("serve", "models:/cards@nobody", "--port", "0", "--tracking-uri", cards.TrackingUri)).Refused(3)
            .ShouldContain("nobody");
        (await ToolRun.Of("serve", cards.Transactions, "--port", "0")).Refused(2);
        (await ToolRun.Of("serve", cards.At("cards.fraudml"), "--port", "70000")).Refused(2).ShouldContain("--port must be in [0, 65535]");
        (await ToolRun.Of("ui", "--tracking-uri", "http://me:hunter22@127.0.0.1:1")).Refused(2).ShouldContain("is a server already");
    }

    private async Task WhileRunning(string[] args, Func<string, Task> use)
    {
        using var stop = new CancellationTokenSource();
        using FirstLine output = new();
        using StringWriter error = new();
        Task<int> running = CommandLine.RunAsync([.. args, "--tracking-uri", cards.TrackingUri], output, error, stop.Token);
        string line = await await Task.WhenAny(output.Line, running.ContinueWith(_ => error.ToString(), TaskScheduler.Default));
        await use(line.Split(' ')[^1]);
        await stop.CancelAsync();
        (await running).ShouldBe(ExitCode.Done);
    }
}
