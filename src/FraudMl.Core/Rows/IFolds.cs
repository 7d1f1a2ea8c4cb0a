namespace FraudMl;

/// <summary>A way to split a dataset into training and validation rows, several times over.</summary>
public interface IFolds : IPart
{
    /// <summary>Returns the same scheme with other options.</summary>
    /// <param name="options">Options of the type of <see cref="IPart.Options"/>.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    new IFolds With(ValidatedOptions options);

    IPart IPart.With(ValidatedOptions options) => With(options);

    /// <summary>Splits the rows.</summary>
    /// <param name="rows">What the scheme may look at.</param>
    /// <exception cref="FraudMlException">Thrown with the numbers when there are too few rows or frauds for the folds asked, or times or
    /// keys that the scheme needs are missing.</exception>
    IReadOnlyList<Fold> Split(FoldInput rows);

    /// <summary>Splits off the rows that a learner watches to stop early, as the scheme would validate: the latest ones, whole
    /// entities, or a random part.</summary>
    /// <param name="rows">What the scheme may look at; for a fold, its training rows.</param>
    /// <param name="share">The share of the rows to hold back, in (0, 1), as nearly as the scheme allows.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <exception cref="FraudMlException">Thrown with the numbers when a side would lack a class, or times or keys that the scheme
    /// needs are missing.</exception>
    Fold HoldOut(FoldInput rows, double share, int seed);
}
