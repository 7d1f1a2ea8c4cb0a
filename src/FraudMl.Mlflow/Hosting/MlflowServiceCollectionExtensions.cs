using FraudMl.Mlflow;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the MLflow client with a host.</summary>
public static class MlflowServiceCollectionExtensions
{
    /// <summary>The configuration section that is read.</summary>
    public const string ConfigurationSection = "Mlflow";

    /// <summary>Adds a singleton <see cref="MlflowClient"/>; options come from the section <c>Mlflow</c>, then from the MLFLOW_*
    /// environment variables, and are checked at start.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Returns the options changed, after configuration: <c>options =&gt; options with { RetryCount = 2
    /// }</c>.</param>
    public static IServiceCollection AddMlflow(this IServiceCollection services, Func<MlflowOptions, MlflowOptions>? configure = null)
    {
        services.AddMlflowOptions(new MlflowSetup(Options.Options.DefaultName, ConfigurationSection, configure));
        services.TryAddSingleton(provider => Connect(provider, Options.Options.DefaultName));
        return services;
    }

    /// <summary>Adds a keyed singleton <see cref="MlflowClient"/>, for a second store; options come from the section <c>Mlflow:KEY</c>,
    /// then from the MLFLOW_* environment variables, and are checked at start.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key to resolve it by, and the name of its options.</param>
    /// <param name="configure">Returns the options changed, after configuration.</param>
    public static IServiceCollection AddKeyedMlflow(
        this IServiceCollection services, string key, Func<MlflowOptions, MlflowOptions>? configure = null)
    {
        services.AddMlflowOptions(new MlflowSetup(key, $"{ConfigurationSection}:{key}", configure));
        services.TryAddKeyedSingleton(key, (provider, _) => Connect(provider, key));
        return services;
    }

    private static void AddMlflowOptions(this IServiceCollection services, MlflowSetup setup)
    {
        services.AddOptions<MlflowOptions>(setup.Name).ValidateOnStart();
        services.AddSingleton(setup);
        services.TryAddTransient<IOptionsFactory<MlflowOptions>, MlflowOptionsFactory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MlflowOptions>, MlflowOptionsValidator>());
    }

    private static MlflowClient Connect(IServiceProvider provider, string name) =>
        MlflowClient.Connect(provider.GetRequiredService<IOptionsMonitor<MlflowOptions>>().Get(name), provider.GetService<TimeProvider>());
}
