namespace FraudMl;

/// <summary>A way to split a dataset into training and validation rows, several times over.</summary>
public interface IFolds
{
    /// <value>What it is, for messages and tracking, for example <c>Stratified(5, seed 42)</c>.</value>
    string Name { get; }

    /// <summary>Splits the rows.</summary>
    /// <param name="rows">What the scheme may look at.</param>
    /// <exception cref="FraudMlException">Thrown with the numbers when there are too few rows or frauds for the folds asked, or times or keys that the scheme needs are missing.</exception>
    IReadOnlyList<Fold> Split(FoldInput rows);
}
