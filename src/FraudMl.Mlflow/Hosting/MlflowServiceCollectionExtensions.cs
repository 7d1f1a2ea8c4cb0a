using FraudMl.Mlflow;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the MLflow client with a host.</summary>
public static class MlflowServiceCollectionExtensions
{
    /// <summary>The configuration section that is read.</summary>
    public const string ConfigurationSection = "Mlflow";

    /// <summary>Adds a singleton <see cref="MlflowClient"/>; options come from the section <c>Mlflow</c>, then from the MLFLOW_* environment variables, and are checked at start.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options after configuration.</param>
    public static IServiceCollection AddMlflow(this IServiceCollection services, Action<MlflowOptions>? configure = null)
    {
        services.AddMlflowOptions(Options.Options.DefaultName, ConfigurationSection, configure);
        services.TryAddSingleton(provider => Connect(provider, Options.Options.DefaultName));
        return services;
    }

    /// <summary>Adds a keyed singleton <see cref="MlflowClient"/>, for a second store; options come from the section <c>Mlflow:KEY</c>, then from the MLFLOW_* environment variables, and are checked at start.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key to resolve it by, and the name of its options.</param>
    /// <param name="configure">Changes the options after configuration.</param>
    public static IServiceCollection AddKeyedMlflow(this IServiceCollection services, string key, Action<MlflowOptions>? configure = null)
    {
        services.AddMlflowOptions(key, $"{ConfigurationSection}:{key}", configure);
        services.TryAddKeyedSingleton(key, (provider, _) => Connect(provider, key));
        return services;
    }

    private static void AddMlflowOptions(this IServiceCollection services, string name, string section, Action<MlflowOptions>? configure)
    {
        services.AddOptions<MlflowOptions>(name)
            .Configure<IServiceProvider>((options, provider) => provider.GetService<IConfiguration>()?.GetSection(section).Bind(options))
            .ValidateOnStart();
        if (configure is not null)
            services.Configure(name, configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MlflowOptions>, MlflowOptionsValidator>());
    }

    private static MlflowClient Connect(IServiceProvider provider, string name)
    {
        MlflowOptions options = provider.GetRequiredService<IOptionsMonitor<MlflowOptions>>().Get(name);
        foreach (IMlflowBackend backend in provider.GetServices<IMlflowBackend>().Except(options.Backends))
            options.Backends.Add(backend);
        return MlflowClient.Connect(options, provider.GetService<TimeProvider>());
    }
}
