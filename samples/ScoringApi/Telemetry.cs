using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ScoringApi;

/// <summary>Metrics and traces by OpenTelemetry, sent where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("FraudMl.Serving").AddAspNetCoreInstrumentation().AddOtlpExporter())
            .WithTracing(traces => traces.AddSource("FraudMl.Serving").AddAspNetCoreInstrumentation().AddOtlpExporter());
    }
}
