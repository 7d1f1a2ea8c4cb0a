using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
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
        this IServiceCollection services, string modelUri, Action<FraudScoringOptions>? configure = null) =>
        AddFromUri(services, ScoringService.NoName, modelUri, configure);

    /// <summary>Serves one of several models: under <c>/models/NAME</c>, and as the keyed service <see cref="IFraudScorer"/> of its
    /// name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name in routes and keyed services: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
    /// <param name="modelUri">The model, for example <c>models:/creditcard-fraud@champion</c>; the configuration may name another.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudScoringModels:NAME</c>.</param>
    /// <exception cref="FraudMlException">Thrown when the name can't stand in a route, or is taken.</exception>
    public static IServiceCollection AddFraudScoring(
        this IServiceCollection services, string name, string modelUri, Action<FraudScoringOptions>? configure = null) =>
        AddFromUri(services, Checked(services, name), modelUri, configure);

    /// <summary>Serves a model that is already in memory.</summary>
    /// <param name="services">The services.</param>
    /// <param name="model">The model.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudScoring</c>.</param>
    /// <param name="reference">What drift is measured against. Default: nothing.</param>
    public static IServiceCollection AddFraudScoringModel(
        this IServiceCollection services, FraudModel model, Action<FraudScoringOptions>? configure = null,
        ReferenceProfile? reference = null) => AddFromMemory(services, ScoringService.NoName, model, configure, reference);

    /// <summary>Serves one of several models, this one already in memory: under <c>/models/NAME</c>, and as the keyed service
    /// <see cref="IFraudScorer"/> of its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name in routes and keyed services: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
    /// <param name="model">The model.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudScoringModels:NAME</c>.</param>
    /// <param name="reference">What drift is measured against. Default: nothing.</param>
    /// <exception cref="FraudMlException">Thrown when the name can't stand in a route, or is taken.</exception>
    public static IServiceCollection AddFraudScoringModel(
        this IServiceCollection services, string name, FraudModel model, Action<FraudScoringOptions>? configure = null,
        ReferenceProfile? reference = null) => AddFromMemory(services, Checked(services, name), model, configure, reference);

    private static IServiceCollection AddFromUri(
        IServiceCollection services, string name, string modelUri, Action<FraudScoringOptions>? configure)
    {
        AddScoring(services, name, modelUri, configure)
            .Validate(options => !string.IsNullOrWhiteSpace(options.ModelUri),
                "ModelUri must name a model, for example models:/creditcard-fraud@champion. It is empty.");
        services.TryAddKeyedSingleton<IModelSource>(name, (provider, _) => new UriModelSource(
            OptionsOf(provider, name), provider, provider.GetRequiredService<ILogger<UriModelSource>>()));
        return services;
    }

    private static IServiceCollection AddFromMemory(
        IServiceCollection services, string name, FraudModel model, Action<FraudScoringOptions>? configure,
        ReferenceProfile? reference)
    {
        AddScoring(services, name, "", configure);
        services.TryAddKeyedSingleton<IModelSource>(name, new MemoryModelSource(model, reference));
        return services;
    }

    private static OptionsBuilder<FraudScoringOptions> AddScoring(
        IServiceCollection services, string name, string modelUri, Action<FraudScoringOptions>? configure)
    {
        services.TryAddSingleton<ScoringTelemetry>();
        services.TryAddSingleton<VelocityTelemetry>();
        services.TryAddSingleton(provider => new CallbackFailures(
            provider.GetRequiredService<IMeterFactory>(), TimeOf(provider), provider.GetRequiredService<ILogger<CallbackFailures>>()));
        services.TryAddSingleton<EndpointNames>();
        services.TryAddSingleton<ScoringServices>();
        services.TryAddSingleton(provider => new LiveTraffic(
            provider.GetRequiredService<IMeterFactory>(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.TryAddSingleton<ReloadTelemetry>();
        services.TryAddSingleton(ReloadersOf);
        if (!IsTaken(services, name)) services.AddSingleton(new ScoringServiceName(name));
        services.TryAddKeyedSingleton(name, (provider, _) => ServiceOf(provider, name));
        services.AddKeyedSingleton<ILabelObserver>(
            name, (provider, _) => new VelocityLabels(provider.GetRequiredKeyedService<ScoringService>(name)));
        services.TryAddKeyedSingleton<IFraudScorer>(
            name, (provider, _) => new FraudScorer(provider.GetRequiredKeyedService<ScoringService>(name)));

        services.TryAddKeyedSingleton(name, (provider, _) => new ModelReloader(
            provider.GetRequiredKeyedService<ScoringService>(name), provider.GetRequiredService<ReloadTelemetry>(), TimeOf(provider),
            provider.GetRequiredService<ILogger<ModelReloader>>()));
        services.TryAddKeyedSingleton<IServedModelAdmin>(name, (provider, _) => provider.GetRequiredKeyedService<ModelReloader>(name));

        // Who asks for the model gets the one in service now; a singleton that keeps it does not see the next one.
        services.TryAddKeyedTransient(name, (provider, _) => provider.GetRequiredKeyedService<IFraudScorer>(name).Served.Model);
        if (name == ScoringService.NoName)
        {
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IFraudScorer>(name));
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IServedModelAdmin>(name));
            services.TryAddTransient(provider => provider.GetRequiredKeyedService<FraudModel>(name));
        }

        services.AddMetrics();
        services.AddWatching(name);

        // Last: where reflection is on, problem details look as the application says.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(ScoringJson.Default));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(OpenInferenceJson.Default));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(MonitoringJson.Default));
        services.AddHostedService<ModelStarter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ModelPoller>(provider => new ModelPoller(
            provider.GetRequiredService<ModelReloaders>(), provider.GetRequiredService<ReloadTelemetry>(), TimeOf(provider))));
        services.AddHealthChecks();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HealthCheckServiceOptions>, ModelReadyRegistration>());
        OptionsBuilder<FraudScoringOptions> options =
            services.AddCheckedOptions<FraudScoringOptions>(
                name == ScoringService.NoName ? FraudScoringOptions.SectionName : $"{FraudScoringOptions.ModelsSectionName}:{name}",
                (section, options) => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true),
                before => before.ModelUri = modelUri, name);
        if (configure is not null) options.Configure(configure);
        return options;
    }

    private static ScoringService ServiceOf(IServiceProvider provider, string name)
    {
        // A source or observer of the application's own may stand without a key for the model without a name.
        IModelSource? source = name == ScoringService.NoName ? provider.GetService<IModelSource>() : null;
        IEnumerable<IScoringObserver> observers = provider.GetKeyedServices<IScoringObserver>(name);
        if (name == ScoringService.NoName) observers = observers.Concat(provider.GetServices<IScoringObserver>());
        var failures = provider.GetRequiredService<CallbackFailures>();
        var service = new ScoringService(name, OptionsOf(provider, name), source ?? provider.GetRequiredKeyedService<IModelSource>(name),
            provider.GetRequiredService<ScoringTelemetry>(),
            observers.Concat(provider.WatchersOf(name)).Select(observer => new GuardedObserver(name, observer, failures)),
            TimeOf(provider), VelocityStage.Of(provider, name, OptionsOf(provider, name)), provider.GetKeyedService<Challenger>(name),
            provider.GetKeyedService<Fallback>(name), provider.GetService<AuditObserver>());
        provider.GetRequiredKeyedService<FraudMonitor>(name).Models = service.Models;
        return service;
    }

    private static ModelReloaders ReloadersOf(IServiceProvider provider)
    {
        IReadOnlyList<ScoringService> served = provider.GetRequiredService<ScoringServices>().All;
        return new ModelReloaders([
            .. served.Select(service => new FollowedModel(
                service, provider.GetRequiredKeyedService<ModelReloader>(service.Name), IsChallenger: false)),
            .. served.Select(service => provider.GetKeyedService<Challenger>(service.Name)).OfType<Challenger>()
                .Select(challenger => new FollowedModel(challenger.Service,
                    provider.GetRequiredKeyedService<ModelReloader>(challenger.Service.Name), IsChallenger: true))]);
    }

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static FraudScoringOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<FraudScoringOptions>>().Get(name);

    private static bool IsTaken(IServiceCollection services, string name) => services.Any(
        service => !service.IsKeyedService && service.ImplementationInstance is ScoringServiceName taken && taken.Value == name);

    private static string Checked(IServiceCollection services, string name)
    {
        if (string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || name.All(c => c == '.'))
            throw new FraudMlException(
                $"A served model's name stands in routes and may have letters, digits, '-', '_' and '.'. Got '{name}'.");
        if (IsTaken(services, name))
            throw new FraudMlException($"There is a served model '{name}' already. Give this one another name.");
        return name;
    }
}
