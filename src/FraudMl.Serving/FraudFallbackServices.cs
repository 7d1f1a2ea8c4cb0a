using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Registers the rules that answer when no model can.</summary>
public static class FraudFallbackServices
{
    /// <summary>Has a rule answer while no model is loaded, and while the one in service takes too long; such answers are marked.
    /// A model that can't be loaded no longer fails the start: it is tried again.</summary>
    /// <param name="services">The services.</param>
    /// <param name="columns">The columns that the rule reads.</param>
    /// <param name="shouldFlag">Whether a transaction is to be stopped or reviewed.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudFallback</c>.</param>
    public static IServiceCollection AddFraudFallback(this IServiceCollection services, IReadOnlyList<string> columns,
        Func<FallbackRow, bool> shouldFlag, Action<FraudFallbackOptions>? configure = null) =>
        Add(services, ScoringService.NoName, new LambdaRule(columns, shouldFlag), configure);

    /// <summary>Has a rule answer instead of one of several models.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the served model.</param>
    /// <param name="columns">The columns that the rule reads.</param>
    /// <param name="shouldFlag">Whether a transaction is to be stopped or reviewed.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudFallbacks:NAME</c>.</param>
    public static IServiceCollection AddFraudFallback(this IServiceCollection services, string name, IReadOnlyList<string> columns,
        Func<FallbackRow, bool> shouldFlag, Action<FraudFallbackOptions>? configure = null) =>
        Add(services, name, new LambdaRule(columns, shouldFlag), configure);

    /// <summary>Has a rule of your own class answer while no model can.</summary>
    /// <param name="services">The services.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="name">The name of the served model. Default: the one without a name.</param>
    /// <param name="configure">Has the last word, after the configuration section.</param>
    public static IServiceCollection AddFraudFallback(
        this IServiceCollection services, IFallbackRule rule, string name = "", Action<FraudFallbackOptions>? configure = null) =>
        Add(services, name, rule, configure);

    private static IServiceCollection Add(
        IServiceCollection services, string name, IFallbackRule rule, Action<FraudFallbackOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(rule);
        services.AddKeyedSingleton(name, (provider, _) => new Fallback(
            name, rule, provider.GetRequiredService<IOptionsMonitor<FraudScoringOptions>>().Get(name).IdColumn,
            provider.GetRequiredService<IOptionsMonitor<FraudFallbackOptions>>().Get(name),
            provider.GetRequiredService<CallbackFailures>(), provider.GetRequiredService<IMeterFactory>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System, provider.GetRequiredService<ILogger<Fallback>>()));
        OptionsBuilder<FraudFallbackOptions> options = services.AddCheckedOptions<FraudFallbackOptions>(
            name == ScoringService.NoName ? FraudFallbackOptions.SectionName : $"{FraudFallbackOptions.FallbacksSectionName}:{name}",
            (section, options) => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true), name: name);
        if (configure is not null) options.Configure(configure);
        return services;
    }
}
