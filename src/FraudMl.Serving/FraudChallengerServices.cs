using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Registers challengers: models that score what the one in service scores, so that one knows them before.</summary>
public static class FraudChallengerServices
{
    /// <summary>Tries a model beside the one in service, off the path of requests; <see cref="IShadowReporter"/> tells how it
    /// does.</summary>
    /// <param name="services">The services.</param>
    /// <param name="modelUri">The model, for example <c>models:/creditcard-fraud@challenger</c>; the configuration may name
    /// another.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudChallenger</c>.</param>
    /// <exception cref="FraudMlException">Thrown when there is a challenger already.</exception>
    public static IServiceCollection AddFraudChallenger(
        this IServiceCollection services, string modelUri, Action<FraudChallengerOptions>? configure = null) =>
        AddFromUri(services, ScoringService.NoName, modelUri, configure);

    /// <summary>Tries a model beside one of several.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the served model.</param>
    /// <param name="modelUri">The model; the configuration may name another.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudChallengers:NAME</c>.</param>
    /// <exception cref="FraudMlException">Thrown when it has a challenger already.</exception>
    public static IServiceCollection AddFraudChallenger(
        this IServiceCollection services, string name, string modelUri, Action<FraudChallengerOptions>? configure = null) =>
        AddFromUri(services, name, modelUri, configure);

    /// <summary>Tries a model that is already in memory beside the one in service.</summary>
    /// <param name="services">The services.</param>
    /// <param name="model">The model.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudChallenger</c>.</param>
    /// <exception cref="FraudMlException">Thrown when there is a challenger already.</exception>
    public static IServiceCollection AddFraudChallengerModel(
        this IServiceCollection services, FraudModel model, Action<FraudChallengerOptions>? configure = null) =>
        AddFromMemory(services, ScoringService.NoName, model, configure);

    /// <summary>Tries a model that is already in memory beside one of several.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the served model.</param>
    /// <param name="model">The model.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudChallengers:NAME</c>.</param>
    /// <exception cref="FraudMlException">Thrown when it has a challenger already.</exception>
    public static IServiceCollection AddFraudChallengerModel(
        this IServiceCollection services, string name, FraudModel model, Action<FraudChallengerOptions>? configure = null) =>
        AddFromMemory(services, name, model, configure);

    private static IServiceCollection AddFromUri(
        IServiceCollection services, string name, string modelUri, Action<FraudChallengerOptions>? configure)
    {
        AddChallenger(services, name, modelUri, configure, (provider, options) =>
                provider.GetKeyedService<IModelSource>(NameOf(name))
                ?? new UriModelSource(options, provider, provider.GetRequiredService<ILogger<UriModelSource>>()))
            .Validate(options => !string.IsNullOrWhiteSpace(options.ModelUri),
                "ModelUri must name a model, for example models:/creditcard-fraud@challenger. It is empty.");
        return services;
    }

    private static IServiceCollection AddFromMemory(
        IServiceCollection services, string name, FraudModel model, Action<FraudChallengerOptions>? configure)
    {
        AddChallenger(services, name, "", configure, (_, _) => new MemoryModelSource(model));
        return services;
    }

    private static OptionsBuilder<FraudChallengerOptions> AddChallenger(
        IServiceCollection services, string name, string modelUri, Action<FraudChallengerOptions>? configure,
        Func<IServiceProvider, FraudScoringOptions, IModelSource> sourceOf)
    {
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(Challenger) && name.Equals(service.ServiceKey)))
            throw new FraudMlException($"The served model '{name}' has a challenger already. Serve further ones under names of their own.");
        services.TryAddSingleton<ShadowTelemetry>();
        services.AddKeyedSingleton(name, (provider, _) => ChallengerOf(provider, name, sourceOf));
        services.AddKeyedSingleton(NameOf(name), (provider, _) => new ModelReloader(
            provider.GetRequiredKeyedService<Challenger>(name).Service, provider.GetRequiredService<ReloadTelemetry>(), TimeOf(provider),
            provider.GetRequiredService<ILogger<ModelReloader>>()));
        services.AddKeyedSingleton(name, (provider, _) => new Shadow(name, provider.GetRequiredKeyedService<Challenger>(name),
            provider.GetRequiredService<ShadowTelemetry>(), TimeOf(provider), provider.GetRequiredService<ILogger<Shadow>>()));
        services.AddKeyedSingleton<IScoringObserver>(name, (provider, _) => provider.GetRequiredKeyedService<Shadow>(name));
        services.AddKeyedSingleton<ILabelObserver>(name, (provider, _) => provider.GetRequiredKeyedService<Shadow>(name));
        services.AddKeyedSingleton<IShadowReporter>(name, (provider, _) => provider.GetRequiredKeyedService<Shadow>(name));
        if (name == ScoringService.NoName)
            services.AddSingleton<IShadowReporter>(provider => provider.GetRequiredKeyedService<Shadow>(name));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ShadowScorer>());
        OptionsBuilder<FraudChallengerOptions> options = services.AddCheckedOptions<FraudChallengerOptions>(
            name == ScoringService.NoName
                ? FraudChallengerOptions.SectionName
                : $"{FraudChallengerOptions.ChallengersSectionName}:{name}",
            (section, options) => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true),
            before => before.ModelUri = modelUri, name);
        if (configure is not null) options.Configure(configure);
        return options;
    }

    // It is followed as the model in service is, and may need other columns than the challenger before it.
    private static Challenger ChallengerOf(
        IServiceProvider provider, string name, Func<IServiceProvider, FraudScoringOptions, IModelSource> sourceOf)
    {
        FraudChallengerOptions options = provider.GetRequiredService<IOptionsMonitor<FraudChallengerOptions>>().Get(name);
        FraudScoringOptions served = provider.GetRequiredService<IOptionsMonitor<FraudScoringOptions>>().Get(name) with
        {
            ModelUri = options.ModelUri,
            Digest = null,
            AllowSchemaChange = true,
        };
        var service = new ScoringService(NameOf(name), served, sourceOf(provider, served),
            provider.GetRequiredService<ScoringTelemetry>(), [], TimeOf(provider));
        return new Challenger(service, options);
    }

    // In telemetry, and as a key; no served model can have the name.
    private static string NameOf(string served) => served.Length == 0 ? "the challenger" : $"the challenger of {served}";

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
