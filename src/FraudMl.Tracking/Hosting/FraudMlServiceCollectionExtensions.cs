using FraudMl;
using FraudMl.Tracking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers FraudMl with a host.</summary>
public static class FraudMlServiceCollectionExtensions
{
    /// <summary>The configuration section that is read.</summary>
    public const string FraudMlSection = "FraudMl";

    /// <summary>
    /// Adds what a host needs to train and track: <see cref="FraudMlOptions"/> from the section <c>FraudMl</c>, checked at start, the
    /// <see cref="FitOptions"/> they give, the MLflow client (section <c>Mlflow</c>), and <see cref="MlflowObserver"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options after configuration.</param>
    public static IServiceCollection AddFraudMl(this IServiceCollection services, Action<FraudMlOptions>? configure = null)
    {
        services.AddOptions<FraudMlOptions>()
            .Configure<IServiceProvider>((options, provider) => Bind(provider.GetService<IConfiguration>(), options))
            .ValidateOnStart();
        if (configure is not null) services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FraudMlOptions>, FraudMlOptionsValidator>());
        services.TryAddSingleton(provider =>
        {
            FraudMlOptions options = provider.GetRequiredService<IOptions<FraudMlOptions>>().Value;
            return new FitOptions { Seed = options.Seed, ThreadCount = options.ThreadCount };
        });
        services.AddMlflow();
        services.TryAddTransient<MlflowObserver>();
        return services;
    }

    // The binder's own error names the key, the value and the type; it is the user's mistake, told in its one sentence.
    private static void Bind(IConfiguration? configuration, FraudMlOptions options)
    {
        try
        {
            configuration?.GetSection(FraudMlSection).Bind(options);
        }
        catch (InvalidOperationException invalid)
        {
            throw new FraudMlException(invalid.Message, invalid);
        }
    }
}
