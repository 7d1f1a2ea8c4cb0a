namespace FraudMl.Serving;

/// <summary>
/// Sees all transactions that a served model scores, whichever endpoint or code asked: for drift, shadows and audits. Register it as a
/// singleton, keyed by the model's name where that has one.
/// </summary>
public interface IScoringObserver
{
    /// <summary>
    /// Called on the request's own thread when rows are scored and before they are answered; many at once. Take what you need and return:
    /// the rows are gone afterwards, and the request waits. What it throws is logged and counted
    /// (<c>fraudml.scoring.callback.failures</c>), and the rows are answered all the same.
    /// </summary>
    /// <param name="rows">The rows.</param>
    void Scored(in ScoredBlock rows);
}
