using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;

namespace FraudMl.Mlflow.AspNetCore.Tests;

public sealed class WebhookDeliveryTests : IDisposable
{
    private const string KeyVariable = "MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY";

    private readonly string? _key = Environment.GetEnvironmentVariable(KeyVariable);

    public WebhookDeliveryTests() =>
        Environment.SetEnvironmentVariable(KeyVariable, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-')
            .Replace('/', '_'));

    [Fact]
    public async Task The_server_tells_a_webhook_what_happens_in_its_registry_and_the_receiver_believes_it()
    {
        var arrived = Channel.CreateUnbounded<MlflowWebhookMessage>();
        await using TrackingApp app = await TrackingApp.StartAsync(
            configure: options => options with { WebhookDelivery = MlflowWebhookDelivery.Anywhere },
            map: web => web.MapMlflowWebhook("/hook", "s3cret",
                async (message, cancellationToken) => await arrived.Writer.WriteAsync(message, cancellationToken)));
        using MlflowClient client = app.Connect();
        MlflowWebhook webhook = (await client.Webhooks.CreateAsync(new MlflowCreateWebhook
        {
            Name = "reload",
            Url = new Uri(app.Address, "/hook").AbsoluteUri,
            Secret = "s3cret",
            Events =
            [
                new(MlflowWebhookEntity.ModelVersion, MlflowWebhookAction.Created),
                new(MlflowWebhookEntity.ModelVersionAlias, MlflowWebhookAction.Created),
            ],
        })).Webhook;

        (await client.Webhooks.TestAsync(webhook.WebhookId, new MlflowTestWebhook { WebhookId = webhook.WebhookId })).Result.Success
            .ShouldBeTrue();
        (await NextAsync(arrived)).ModelName.ShouldBe("example_model");

        await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = "fraud" });
        await client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "fraud", Source = "s3://bucket/model" });
        await client.Registry.SetAliasAsync(new MlflowSetModelAlias { Name = "fraud", Alias = "champion", Version = "1" });
        // The registered model is none of the events that were asked for.
        MlflowWebhookMessage version = await NextAsync(arrived);
        (version.Entity, version.Action, version.ModelName, version.Version).ShouldBe(("model_version", "created", "fraud", "1"));
        MlflowWebhookMessage alias = await NextAsync(arrived);
        (alias.Entity, alias.Alias, alias.Version).ShouldBe(("model_version_alias", "champion", "1"));
    }

    [Fact]
    public async Task Webhooks_are_listed_changed_and_deleted_and_never_show_their_secret()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        MlflowWebhook made = (await client.Webhooks.CreateAsync(Request("one"))).Webhook;
        await client.Webhooks.CreateAsync(Request("two"));
        MlflowWebhookPage page = await client.Webhooks.ListAsync(maxResults: 1);
        (await client.Webhooks.ListAsync(1, page.NextPageToken)).Webhooks.Count.ShouldBe(1);
        var change = new MlflowUpdateWebhook { WebhookId = made.WebhookId, Status = MlflowWebhookStatus.Disabled };
        MlflowWebhook changed = (await client.Webhooks.UpdateAsync(made.WebhookId, change)).Webhook;
        (changed.Name, changed.Status, changed.Events.Count).ShouldBe(("one", MlflowWebhookStatus.Disabled, 1));
        await client.Webhooks.DeleteAsync(made.WebhookId);
        (await Should.ThrowAsync<MlflowException>(client.Webhooks.GetAsync(made.WebhookId)))
            .ErrorCode.ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        (await app.Client.GetStringAsync(new Uri("/api/2.0/mlflow/webhooks", UriKind.Relative))).ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Addresses_that_a_server_must_not_call_are_refused()
    {
        await using TrackingApp app =
            await TrackingApp.StartAsync(configure: options => options with { WebhookDelivery = MlflowWebhookDelivery.PublicHttps });
        using MlflowClient client = app.Connect();
        (await Should.ThrowAsync<MlflowException>(client.Webhooks.CreateAsync(Request("plain") with { Url = "http://example.com/hook" })))
            .Message.ShouldContain("https");
        foreach (string inside in (string[])
        [
            "https://127.0.0.1/hook", "https://10.1.2.3/hook", "https://2130706433/hook", "https://0x7f.1/hook", "https://localhost/hook",
            "https://a.localhost./hook", "https://[::1]/hook",
            "https://[::ffff:10.0.0.1]/hook", "https://[64:ff9b::a00:1]/hook", "https://[2002:a00:1::]/hook", "https://[fd00::1]/hook",
            "https://169.254.169.254/latest/meta-data",
        ])
        {
            (await Should.ThrowAsync<MlflowException>(client.Webhooks.CreateAsync(Request("inside") with { Url = inside })))
                .Message.ShouldContain("private network", Case.Sensitive, inside);
        }

        // A name is looked up when it is called; what it leads to is not told, nor whether there is such a name.
        string?[] told = await Task.WhenAll(((string[])[System.Net.Dns.GetHostName(), "no-such-name.invalid"]).Select(async host =>
        {
            MlflowWebhook named =
                (await client.Webhooks.CreateAsync(Request("named") with { Url = $"https://{host}/hook", Secret = null })).Webhook;
            MlflowWebhookTestResult result =
                (await client.Webhooks.TestAsync(named.WebhookId, new MlflowTestWebhook { WebhookId = named.WebhookId })).Result;
            result.Success.ShouldBeFalse();
            return result.ErrorMessage;
        }));
        told[0].ShouldNotBeNull().ShouldBe(told[1]);
    }

    [Fact]
    public async Task A_secret_needs_a_key_to_be_kept_under_and_an_event_must_exist()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        (await Should.ThrowAsync<MlflowException>(client.Webhooks.CreateAsync(Request("x")))).Message.ShouldContain(KeyVariable);
        var impossible = new MlflowWebhookEvent(MlflowWebhookEntity.ModelVersion, MlflowWebhookAction.Set);
        (await Should.ThrowAsync<MlflowException>(client.Webhooks.CreateAsync(Request("x") with { Secret = null, Events = [impossible] })))
            .Message.ShouldContain("Valid actions are: created");
    }

    public void Dispose() => Environment.SetEnvironmentVariable(KeyVariable, _key);

    private static MlflowCreateWebhook Request(string name) => new()
    {
        Name = name,
        Url = "https://example.com/hook",
        Secret = "s3cret",
        Events = [new(MlflowWebhookEntity.ModelVersionAlias, MlflowWebhookAction.Created)],
    };

    private static async Task<MlflowWebhookMessage> NextAsync(Channel<MlflowWebhookMessage> arrived)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await arrived.Reader.ReadAsync(limit.Token);
    }
}
