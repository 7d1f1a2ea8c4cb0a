namespace FraudMl.Serving;

/// <summary>Tells the velocity store which transactions were frauds; windows of risk read it.</summary>
internal sealed class VelocityLabels(ScoringService service) : ILabelObserver
{
    public void Labelled(string id, bool isFraud) => (service.Velocity?.Store as DurableVelocityStore)?.Report(id, isFraud);

    public override string ToString() => $"labels for {service.Velocity}";
}
