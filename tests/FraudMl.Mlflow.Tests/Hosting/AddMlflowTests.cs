using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FraudMl.Mlflow.Tests;

public sealed class AddMlflowTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    [Fact]
    public async Task The_client_takes_its_options_from_the_configuration()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Mlflow:TrackingUri"] = _store.TrackingUri,
            ["Mlflow:Timeout"] = "00:00:05" });
        builder.Services.AddMlflow();
        using IHost host = builder.Build();
        await host.StartAsync();
        host.Services.GetRequiredService<MlflowClient>().TrackingUri.ShouldBe(_store.TrackingUri);
        host.Services.GetRequiredService<IOptions<MlflowOptions>>().Value.Timeout.ShouldBe(TimeSpan.FromSeconds(5));
        await host.StopAsync();
    }

    [Fact]
    public async Task What_the_configuration_leaves_out_keeps_its_default_and_each_call_may_change_it()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mlflow:TrackingUri"] = _store.TrackingUri,
            ["Mlflow:RegistryUri"] = "sqlite:///models.db",
            ["Mlflow:MustExist"] = "true",
            ["Mlflow:WebhookDelivery"] = "Anywhere",
        });
        builder.Services.AddMlflow(options => options with { SpoolFolder = _store.Spool, Timeout = options.Timeout * 2 });
        builder.Services.AddMlflow(options => options with { MustExist = !options.MustExist });
        builder.Services.AddSingleton<IMlflowBackend>(new EchoBackend(_store));
        using IHost host = builder.Build();
        await host.StartAsync();

        MlflowOptions bound = host.Services.GetRequiredService<IOptionsMonitor<MlflowOptions>>().CurrentValue;
        var defaults = new MlflowOptions();
        (bound.RetryCount, bound.SpoolLimit, bound.Timeout).ShouldBe((defaults.RetryCount, defaults.SpoolLimit, defaults.Timeout * 2));
        (bound.RegistryUri, bound.MustExist, bound.WebhookDelivery, bound.SpoolFolder).ShouldBe(
            ("sqlite:///models.db", false, MlflowWebhookDelivery.Anywhere, _store.Spool));
        bound.Backends.ShouldHaveSingleItem().ShouldBeOfType<EchoBackend>();
        await host.StopAsync();
    }

    [Fact]
    public void Options_can_t_be_changed_once_they_are_made() => typeof(MlflowOptions).GetProperties()
        .Where(property => property.SetMethod is { IsPublic: true } set
            && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
        .ShouldBeEmpty();

    [Fact]
    public async Task A_second_store_has_a_key_and_options_of_its_own()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Mlflow:TrackingUri"] = _store.TrackingUri,
            ["Mlflow:staging:TrackingUri"] = "http://localhost:5000" });
        builder.Services.AddMlflow().AddKeyedMlflow("staging");
        using IHost host = builder.Build();
        await host.StartAsync();
        host.Services.GetRequiredService<MlflowClient>().TrackingUri.ShouldBe(_store.TrackingUri);
        host.Services.GetRequiredKeyedService<MlflowClient>("staging").TrackingUri.ShouldBe("http://localhost:5000");
        await host.StopAsync();
    }

    [Fact]
    public async Task Options_report_every_problem_at_start()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMlflow(options =>
            options with { TrackingUri = "sqlite://mlflow.db", RetryCount = 99, Timeout = TimeSpan.Zero });
        using IHost host = builder.Build();
        OptionsValidationException error = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync());
        error.Failures.Count().ShouldBe(3);
    }

    [Fact]
    public void A_backend_answers_to_its_scheme_and_an_unknown_scheme_is_explained()
    {
        var backend = new EchoBackend(_store);
        var options = new MlflowOptions { TrackingUri = "databricks://profile", Backends = [backend] };
        using MlflowClient client = MlflowClient.Connect(options);
        backend.OpenedUri.ShouldBe("databricks://profile");

        MlflowException error = Should.Throw<MlflowException>(() => MlflowClient.Connect(new MlflowOptions { TrackingUri = "./mlruns" }));
        error.Message.ShouldContain("sqlite:///mlflow.db");
    }

    public void Dispose() => _store.Dispose();

    private sealed class EchoBackend(TemporaryStore store) : IMlflowBackend
    {
        public string? OpenedUri { get; private set; }

        public IReadOnlyList<string> Schemes { get; } = ["databricks"];

        public MlflowConnection Open(MlflowOptions options, TimeProvider time)
        {
            OpenedUri = options.TrackingUri;
            return new SqliteBackend().Open(options with { TrackingUri = store.TrackingUri }, time);
        }
    }
}
