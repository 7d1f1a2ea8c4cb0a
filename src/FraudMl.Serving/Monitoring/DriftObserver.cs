namespace FraudMl.Serving;

/// <summary>Counts what a model scores, where it has a reference profile.</summary>
internal sealed class DriftObserver : IScoringObserver
{
    public void Scored(in ScoredBlock rows) => rows.Served.Drift?.Count(rows.Session);

    public override string ToString() => "counts for drift";
}
