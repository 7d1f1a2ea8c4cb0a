namespace FraudMl.Data;

/// <summary>
/// Which fields rows of a type have, and how a row writes them. One shape feeds training (<c>Dataset.FromRows(rows, shape)</c>) and scoring
/// (<c>model.Bind(shape)</c>).
/// </summary>
/// <remarks>Without a shape the public properties are the fields; <see cref="FraudRowAttribute"/> has one generated. Write one by hand
/// where
/// a row has none, or where values are computed, and name it by <see cref="RowShapeAttribute"/> to have it used everywhere.</remarks>
/// <typeparam name="T">The type of the rows.</typeparam>
public interface IRowShape<in T>
{
    /// <value>The fields in order, names distinct.</value>
    IReadOnlyList<RowField> Fields { get; }

    /// <summary>Writes each field of a row, once, by its index in <see cref="Fields"/>; null is missing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="writer">Where to.</param>
    void Write(T row, RowWriter writer);

    /// <summary>Says which roles the fields have when rows become a dataset; without a word each is a feature.</summary>
    /// <param name="schema">Knows nothing yet; what <c>Dataset.FromRows</c> is told comes after.</param>
    /// <returns>The schema.</returns>
    DatasetSchema Describe(DatasetSchema schema) => schema;
}

/// <summary>A field of rows.</summary>
/// <param name="Name">Its name: the column's in training, the input's in scoring.</param>
/// <param name="Type">The type of its values; null and <see cref="Nullable{T}"/> are missing values.</param>
public sealed record RowField(string Name, Type Type);
