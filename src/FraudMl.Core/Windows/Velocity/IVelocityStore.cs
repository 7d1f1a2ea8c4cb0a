namespace FraudMl;

/// <summary>The recent events of every entity, from which a transaction gets the same velocity features as in training.</summary>
/// <remarks>Thread-safe; events of one entity are taken one at a time, those of different entities side by side.</remarks>
public interface IVelocityStore
{
    /// <value>The definition, as <see cref="FraudModel.Windows"/> carries it.</value>
    IReadOnlyList<EntityWindows> Windows { get; }

    /// <value>The names of the features in the order of their values.</value>
    IReadOnlyList<string> FeatureNames { get; }

    /// <value>The text columns that an event gives: keys, and columns of distinct counts.</value>
    IReadOnlyList<string> TextColumns { get; }

    /// <value>The number columns that an event gives.</value>
    IReadOnlyList<string> NumberColumns { get; }

    /// <summary>Computes the features of a transaction and records it.</summary>
    /// <remarks>
    /// The features are those that <c>WithWindows</c> gives the transaction over all events recorded so far and the labels
    /// reported so far, each event once, in order of time and, where times are equal, of arrival. A late event takes its place in time;
    /// what was answered before it stays answered.
    /// </remarks>
    /// <param name="transaction">The transaction.</param>
    /// <param name="features">Receives the values in the order of <see cref="FeatureNames"/>; NaN is missing.</param>
    /// <returns>Whether it was recorded, and if not, why.</returns>
    /// <exception cref="FraudMlException">Thrown when the number of texts, numbers or features is wrong.</exception>
    VelocityOutcome Observe(in VelocityEvent transaction, Span<double> features);

    /// <summary>Sets the label of a recorded event; until then it counts as legitimate.</summary>
    /// <param name="transaction">The event, with the id, time and keys it was recorded with.</param>
    /// <param name="isFraud">Whether it was fraud.</param>
    /// <returns>Whether the event is still there; one that no window reaches any more is not, and needs no label.</returns>
    /// <exception cref="FraudMlException">Thrown when the number of texts or numbers is wrong.</exception>
    bool Report(in VelocityEvent transaction, bool isFraud);
}
