using FraudMl.Mlflow;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FraudMl.Tracking.Tests;

public sealed class AddFraudMlTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_host_gets_client_observer_and_fit_options_from_its_configuration()
    {
        using IHost host = Host(
            ("FraudMl:Seed", "7"), ("FraudMl:ThreadCount", "3"), ("FraudMl:ExperimentName", "cards"), ("FraudMl:ModelName", "card-fraud"));
        await host.StartAsync();

        FitOptions fit = host.Services.GetRequiredService<FitOptions>();
        FraudMlOptions options = host.Services.GetRequiredService<IOptions<FraudMlOptions>>().Value;

        (fit.Seed, fit.ThreadCount).ShouldBe((7, 3));
        (options.ExperimentName, options.ModelName).ShouldBe(("cards", "card-fraud"));
        host.Services.GetRequiredService<MlflowClient>().TrackingUri.ShouldEndWith("mlflow.db");
        host.Services.GetRequiredService<MlflowObserver>().ShouldNotBeSameAs(host.Services.GetRequiredService<MlflowObserver>());
        await host.StopAsync();
    }

    [Fact]
    public async Task Every_invalid_option_is_told_at_the_start()
    {
        using IHost host = Host(("FraudMl:ThreadCount", "0"), ("FraudMl:ExperimentName", " "), ("FraudMl:ModelName", "a/b"),
            ("Mlflow:RetryCount", "99"));

        string[] told = Told(await Should.ThrowAsync<Exception>(() => host.StartAsync()));

        told.ShouldContain("ThreadCount must be in [1, 1024]. Got 0 instead.");
        told.ShouldContain("ExperimentName must not be empty.");
        told.ShouldContain("ModelName must be a name without '/' and ':'. Got 'a/b' instead.");
        told.ShouldContain("RetryCount must be in [0, 10]. Got 99 instead.");
    }

    [Fact]
    public async Task A_number_that_is_none_is_told_with_its_key()
    {
        using IHost host = Host(("FraudMl:Seed", "x"));

        (await Should.ThrowAsync<FraudMlException>(() => host.StartAsync())).Message.ShouldContain("FraudMl:Seed");
    }

    [Fact]
    public async Task What_is_set_in_code_wins_over_the_configuration()
    {
        using IHost host = Host(options => options.Seed = 8, ("FraudMl:Seed", "7"), ("FraudMl:ThreadCount", "3"));
        await host.StartAsync();

        FitOptions fit = host.Services.GetRequiredService<FitOptions>();

        (fit.Seed, fit.ThreadCount).ShouldBe((8, 3));
    }

    [Fact]
    public void Without_any_configuration_the_defaults_stand()
    {
        using ServiceProvider services = new ServiceCollection().AddFraudMl().BuildServiceProvider();

        FitOptions fit = services.GetRequiredService<FitOptions>();

        (fit.Seed, fit.ThreadCount).ShouldBe((42, Environment.ProcessorCount));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Told(Exception error) => error switch
    {
        AggregateException several => [.. several.InnerExceptions.SelectMany(Told)],
        OptionsValidationException invalid => [.. invalid.Failures],
        _ => [error.Message],
    };

    private IHost Host(params (string Key, string Value)[] settings) => Host(_ => { }, settings);

    private IHost Host(Action<FraudMlOptions> configure, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Append(("Mlflow:TrackingUri", $"sqlite:///{_folder.At("mlflow.db")}"))
            .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Services.AddFraudMl(configure);
        return builder.Build();
    }
}
