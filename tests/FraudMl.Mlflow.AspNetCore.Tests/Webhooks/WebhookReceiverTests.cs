using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using FraudMl.Mlflow.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

public sealed class WebhookReceiverTests : IAsyncLifetime
{
    private const string Secret = "shared";
    private const string Body =
        """{"entity": "model_version_alias", "action": "created", "timestamp": "x", "data": {"name": "fraud", "alias": "champion", "version": "3"}}""";

    private readonly List<MlflowWebhookMessage> _handled = [];
    private TrackingApp _app = null!;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private Task _work = Task.CompletedTask;
    private TimeSpan? _retryAfter;
    private bool _fails;

    public async Task InitializeAsync() =>
        _app = await TrackingApp.StartAsync(map: app => Microsoft.AspNetCore.Builder.MlflowWebhookEndpoints.MapMlflowWebhook(
        app, "/hook", Secret, async (message, _) =>
        {
            _begun.TrySetResult();
            await _work;
            if (_fails)
                throw new InvalidOperationException("no model");
            _handled.Add(message);
            _told.Writer.TryWrite(message.DeliveryId);
        }));

    [Fact]
    public async Task A_signed_delivery_is_handled_once_and_its_replay_refused()
    {
        (await SendAsync("d1", DateTimeOffset.UtcNow)).ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync("d1", DateTimeOffset.UtcNow)).ShouldBe(HttpStatusCode.Conflict);
        MlflowWebhookMessage message = _handled.Single();
        (message.Entity, message.Action, message.ModelName, message.Alias,
            message.Version).ShouldBe(("model_version_alias", "created", "fraud", "champion", "3"));
    }

    [Fact]
    public async Task A_wrong_key_a_changed_body_an_old_time_and_no_signature_are_refused()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        (await SendAsync("d2", now, key: "other")).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("d3", now, sent: Body.Replace("fraud", "other", StringComparison.Ordinal))).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("d4", now - TimeSpan.FromMinutes(6))).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("d5", now + TimeSpan.FromMinutes(6))).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("d6", now, signature: "v1,")).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("d7", now, signature: "v1,!!!")).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("d8", now, signature: new string('x', 5_000))).ShouldBe(HttpStatusCode.Unauthorized);
        _handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delivery_whose_handling_failed_is_taken_again()
    {
        _fails = true;
        (await SendAsync("d9", DateTimeOffset.UtcNow)).ShouldBe(HttpStatusCode.InternalServerError);
        _fails = false;
        (await SendAsync("d9", DateTimeOffset.UtcNow)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.NoContent, HttpStatusCode.Conflict)]
    [InlineData(true, HttpStatusCode.InternalServerError, HttpStatusCode.NoContent)]
    public async Task A_repeat_while_the_first_is_at_work_shall_come_again(bool fails, HttpStatusCode first, HttpStatusCode later)
    {
        var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (_work, _fails) = (work.Task, fails);
        Task<HttpStatusCode> sending = SendAsync("d12", DateTimeOffset.UtcNow);
        await _begun.Task;

        (await SendAsync("d12", DateTimeOffset.UtcNow)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        _retryAfter.ShouldNotBeNull();
        _retryAfter.Value.ShouldBeGreaterThan(TimeSpan.Zero);

        work.SetResult();
        (await sending).ShouldBe(first);
        _fails = false;
        (await SendAsync("d12", DateTimeOffset.UtcNow)).ShouldBe(later);
        _handled.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_signed_but_no_delivery_is_a_bad_request()
    {
        (await SendAsync("d10", DateTimeOffset.UtcNow, signed: "[]", sent: "[]")).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync("d11", DateTimeOffset.UtcNow, signed: "no json", sent: "no json")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [RealMlflowFact]
    public async Task A_real_MLflow_is_understood()
    {
        using var store = new TemporaryStore();
        await using RealMlflowServer server = await RealMlflowServer.StartAsync(store);
        using MlflowClient client = server.Connect(store);
        MlflowWebhookEvent[] events = [new(MlflowWebhookEntity.RegisteredModel, MlflowWebhookAction.Created),
            new(MlflowWebhookEntity.ModelVersionAlias, MlflowWebhookAction.Created)];
        await client.Webhooks.CreateAsync(new() { Name = "ours", Url = $"{_app.Address}hook", Events = events, Secret = Secret });

        await client.Registry.CreateModelAsync(new() { Name = "fraud" });
        await client.Registry.CreateVersionAsync(new() { Name = "fraud", Source = "s3://models/cards" });
        await client.Registry.SetAliasAsync(new() { Name = "fraud", Alias = "champion", Version = "1" });

        for (int count = 0; count < 2; count++)
            await _told.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        _handled.Select(message => (message.Entity, message.Action, message.ModelName)).ShouldBe(
            [("registered_model", "created", "fraud"), ("model_version_alias", "created", "fraud")], ignoreOrder: true);
        _handled.Single(message => message.Alias == "champion").Version.ShouldBe("1");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private async Task<HttpStatusCode> SendAsync(
        string delivery, DateTimeOffset at, string key = Secret, string signed = Body, string sent = Body, string? signature = null)
    {
        string seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{delivery}.{seconds}.{signed}"));
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/hook") { Content = new StringContent(sent, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-MLflow-Delivery-Id", delivery);
        request.Headers.Add("X-MLflow-Timestamp", seconds);
        request.Headers.TryAddWithoutValidation("X-MLflow-Signature", signature ?? $"v1,{Convert.ToBase64String(hash)}");
        using HttpResponseMessage response = await _app.Client.SendAsync(request);
        _retryAfter = response.Headers.RetryAfter?.Delta;
        return response.StatusCode;
    }
}
