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
        services.AddOptions<MlflowOptions>()
            .Configure<IServiceProvider>((options, provider) => provider.GetService<IConfiguration>()?.GetSection(ConfigurationSection).Bind(options))
            .ValidateOnStart();
        if (configure is not null)
            services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MlflowOptions>, MlflowOptionsValidator>());
        services.TryAddSingleton(provider =>
        {
            MlflowOptions options = provider.GetRequiredService<IOptions<MlflowOptions>>().Value;
            foreach (IMlflowBackend backend in provider.GetServices<IMlflowBackend>().Except(options.Backends))
                options.Backends.Add(backend);
            return MlflowClient.Connect(options, provider.GetService<TimeProvider>());
        });
        return services;
    }
}
