using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FraudMl.Mlflow.Tests;

[Collection(nameof(Alone))]
public sealed class MlflowVariablesTests : IDisposable
{
    private const string Variable = "MLFLOW_TRACKING_URI";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly TemporaryStore _store = new();

    [Fact]
    public async Task A_wrong_variable_is_told_when_the_host_starts()
    {
        Environment.SetEnvironmentVariable(Variable, "sqlite://mlflow.db");
        using IHost host = Build();
        OptionsValidationException error = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync());
        error.Failures.Single().ShouldContain("sqlite:///");
    }

    [Fact]
    public async Task The_variable_says_where_the_store_is_unless_the_options_do()
    {
        Environment.SetEnvironmentVariable(Variable, _store.TrackingUri);
        using IHost host = Build();
        await host.StartAsync();
        host.Services.GetRequiredService<MlflowClient>().TrackingUri.ShouldBe(_store.TrackingUri);
        using MlflowClient other = MlflowClient.Connect(new MlflowOptions { TrackingUri = "http://localhost:5000" });
        other.TrackingUri.ShouldBe("http://localhost:5000");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _store.Dispose();
    }

    private static IHost Build()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMlflow();
        return builder.Build();
    }
}
