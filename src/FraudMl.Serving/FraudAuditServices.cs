using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Registers the audit log.</summary>
public static class FraudAuditServices
{
    /// <summary>
    /// Records every decision of all served models in an append-only log whose records hang on each other by hashes: time, model and its
    /// SHA-256, the SHA-256 of the inputs, probability, decision, reasons where they were asked for, caller and request.
    /// </summary>
    /// <remarks>An answer leaves when its record is with the operating system, and not at all when the disk refuses it, unless the options
    /// say otherwise. Check it with <see cref="AuditLog.Verify"/>.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="directory">The folder of the log, one for each server; the configuration may name another.</param>
    /// <param name="configure">Has the last word, after the configuration section <c>FraudAudit</c>.</param>
    public static IServiceCollection AddFraudAudit(
        this IServiceCollection services, string directory, Action<FraudAuditOptions>? configure = null)
    {
        OptionsBuilder<FraudAuditOptions> options = services.AddCheckedOptions<FraudAuditOptions>(FraudAuditOptions.SectionName,
            (section, options) => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true),
            before => before.Directory = directory);
        options.Validate(given => !string.IsNullOrWhiteSpace(given.Directory),
            "Directory must name a folder, for example /var/lib/cards/audit. It is empty.");
        if (configure is not null) options.Configure(configure);
        services.AddMetrics();
        services.TryAddSingleton(provider => new AuditWriter(
            provider.GetRequiredService<IOptions<FraudAuditOptions>>().Value, provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<ILogger<AuditWriter>>()));
        services.TryAddSingleton(provider => new AuditObserver(
            provider.GetRequiredService<AuditWriter>(), provider.GetRequiredService<IOptions<FraudAuditOptions>>().Value,
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        return services;
    }
}
