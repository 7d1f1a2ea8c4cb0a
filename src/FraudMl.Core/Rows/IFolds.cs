namespace FraudMl;

/// <summary>A way to split a dataset into training and validation rows, several times over.</summary>
public interface IFolds : IPart
{
    /// <summary>Returns the same scheme with other options.</summary>
    /// <param name="options">Options of the type of <see cref="IPart.Options"/>.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    IFolds With(ValidatedOptions options);

    /// <summary>Splits the rows.</summary>
    /// <param name="rows">What the scheme may look at.</param>
    /// <exception cref="FraudMlException">Thrown with the numbers when there are too few rows or frauds for the folds asked, or times or keys that the scheme needs are missing.</exception>
    IReadOnlyList<Fold> Split(FoldInput rows);
}
