using System.Diagnostics.Metrics;

namespace FraudMl.Serving;

/// <summary>Counts what became of transactions in velocity stores.</summary>
internal sealed class VelocityTelemetry(IMeterFactory meters)
{
    private readonly Counter<long> _events = meters.Create(ScoringTelemetry.Name).CreateCounter<long>(
        "fraudml.velocity.events", "{transaction}", "Transactions given to the velocity store by what became of them.");

    public void Observed(ServedModel served, VelocityOutcome outcome) =>
        _events.Add(1, new("model.name", served.Name), new("outcome", NameOf(outcome)));

    /// <summary>Returns the name of an outcome in telemetry and answers.</summary>
    public static string NameOf(VelocityOutcome outcome) => outcome switch
    {
        VelocityOutcome.Recorded => "recorded",
        VelocityOutcome.Repeated => "repeated",
        VelocityOutcome.TooLate => "too_late",
        VelocityOutcome.TooEarly => "too_early",
        _ => "no_time",
    };
}
