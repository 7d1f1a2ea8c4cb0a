namespace FraudMl.Data;

/// <summary>
/// Which fields rows of a type have, and how a row writes them. One shape feeds training (<c>Dataset.FromRows(rows, shape)</c>) and scoring
/// (<c>model.Bind(shape)</c>).
/// </summary>
/// <remarks>Without a shape the public properties are the fields. Write one by hand where a row has none, or where
/// values are computed.</remarks>
/// <typeparam name="T">The type of the rows.</typeparam>
public interface IRowShape<in T>
{
    /// <value>The fields in order, names distinct.</value>
    IReadOnlyList<RowField> Fields { get; }

    /// <summary>Writes each field of a row, once, by its index in <see cref="Fields"/>; null is missing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="writer">Where to.</param>
    void Write(T row, RowWriter writer);
}

/// <summary>A field of rows.</summary>
/// <param name="Name">Its name: the column's in training, the input's in scoring.</param>
/// <param name="Type">The type of its values; null and <see cref="Nullable{T}"/> are missing values.</param>
public sealed record RowField(string Name, Type Type);
