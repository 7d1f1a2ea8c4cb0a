namespace FraudMl.Serving;

/// <summary>
/// Hears which transactions were frauds, as it becomes known: the shadow report, the windows' store. Register it keyed by the model's name.
/// </summary>
internal interface ILabelObserver
{
    /// <summary>
    /// Called for each label that is not outdated, also when it comes again; in the order of their arrival, one at a time per model.
    /// </summary>
    /// <param name="id">The transaction, as its request named it in <see cref="FraudScoringOptions.IdColumn"/>.</param>
    /// <param name="isFraud">Whether it was a fraud.</param>
    void Labelled(string id, bool isFraud);
}
