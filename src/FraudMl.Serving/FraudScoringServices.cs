using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Registers the scoring of transactions.</summary>
public static class FraudScoringServices
{
    /// <summary>Serves a model from a registry, a model directory or a file; it is loaded and warmed up when the host starts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="modelUri">The model, for example <c>models:/creditcard-fraud@champion</c>; the configuration may name another.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudScoring</c>.</param>
    public static IServiceCollection AddFraudScoring(
        this IServiceCollection services, string modelUri, Action<FraudScoringOptions>? configure = null)
    {
        AddScoring(services, modelUri, configure)
            .Validate(options => !string.IsNullOrWhiteSpace(options.ModelUri),
                "ModelUri must name a model, for example models:/creditcard-fraud@champion. It is empty.");
        services.TryAddSingleton<IModelSource, UriModelSource>();
        return services;
    }

    /// <summary>Serves a model that is already in memory.</summary>
    /// <param name="services">The services.</param>
    /// <param name="model">The model.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudScoring</c>.</param>
    public static IServiceCollection AddFraudScoringModel(
        this IServiceCollection services, FraudModel model, Action<FraudScoringOptions>? configure = null)
    {
        AddScoring(services, "", configure);
        services.TryAddSingleton<IModelSource>(new MemoryModelSource(model));
        return services;
    }

    private static OptionsBuilder<FraudScoringOptions> AddScoring(
        IServiceCollection services, string modelUri, Action<FraudScoringOptions>? configure)
    {
        services.TryAddSingleton<ModelSlot>();
        services.TryAddSingleton<ScoringTelemetry>();
        services.TryAddSingleton<IFraudScorer, FraudScorer>();

        // Who asks for the model gets the one in service now; a singleton that keeps it does not see the next one.
        services.TryAddTransient(provider => provider.GetRequiredService<ModelSlot>().Required.Model);
        services.TryAddSingleton<RequestBuffersPool>();
        services.TryAddSingleton<EndpointNames>();
        services.TryAddSingleton<InvocationsEndpoint>();
        services.TryAddSingleton<ScoreEndpoint>();
        services.AddMetrics();

        // Last: where reflection is on, problem details look as the application says.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(ScoringJson.Default));
        services.AddHostedService<ModelStarter>();
        services.AddHealthChecks().AddCheck<ModelReadyCheck>("fraud-model", tags: ["ready"]);
        OptionsBuilder<FraudScoringOptions> options =
            services.AddCheckedOptions<FraudScoringOptions>(
                FraudScoringOptions.SectionName,
                (section, options) => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true),
                before => before.ModelUri = modelUri);
        if (configure is not null) options.Configure(configure);
        return options;
    }
}
