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
        OptionsBuilder<FraudMlOptions> builder = services.AddCheckedOptions<FraudMlOptions>(
            FraudMlSection, (section, options) => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true));
        if (configure is not null) builder.Configure(configure);
        services.TryAddSingleton(provider =>
        {
            FraudMlOptions options = provider.GetRequiredService<IOptions<FraudMlOptions>>().Value;
            return new FitOptions { Seed = options.Seed, ThreadCount = options.ThreadCount };
        });
        services.AddMlflow();
        services.TryAddTransient<MlflowObserver>();
        return services;
    }
}
