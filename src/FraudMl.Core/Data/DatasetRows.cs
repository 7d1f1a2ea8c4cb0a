using System.Diagnostics.CodeAnalysis;

namespace FraudMl;

/// <summary>Makes datasets from objects.</summary>
public static class DatasetRows
{
    extension(Dataset data)
    {
        /// <summary>Makes a dataset from objects: one column for each public property, by its name.</summary>
        /// <remarks>
        /// Numbers and booleans (1 is true) become number columns, as do durations, in seconds; texts, enums, GUIDs and addresses text
        /// columns, <see cref="DateTime"/> (local times are converted to UTC), <see cref="DateTimeOffset"/> and <see cref="DateOnly"/>
        /// timestamps; null is missing. Roles are given by attributes of the properties, such as <see cref="RowLabelAttribute"/>, or by the
        /// schema, which may ask for another kind too: a number as text, or as a timestamp of a unit. Rows of a
        /// <see cref="FraudRowAttribute"/> are read by generated code.
        /// </remarks>
        /// <typeparam name="T">The type of the rows.</typeparam>
        /// <param name="rows">The rows.</param>
        /// <param name="schema">Roles, and kinds where the property's type would be wrong.</param>
        /// <exception cref="FraudMlException">Thrown when a property can't be a column, or the schema names one
        /// that is not there.</exception>
        public static Dataset FromRows<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
            IEnumerable<T> rows, Func<DatasetSchema, DatasetSchema>? schema = null)
            where T : notnull => Dataset.FromRows(rows, FraudRow.Shape<T>(), schema);

        /// <summary>Makes a dataset from objects: one column for each field of a shape, by its name.</summary>
        /// <remarks>The types of the fields become columns as those of properties do.</remarks>
        /// <typeparam name="T">The type of the rows.</typeparam>
        /// <param name="rows">The rows.</param>
        /// <param name="shape">Which fields rows have and how they are written; the same shape binds rows to the model.</param>
        /// <param name="schema">Roles, and kinds where the field's type would be wrong.</param>
        /// <exception cref="FraudMlException">Thrown when a field can't be a column, or the schema names one that is not there.</exception>
        public static Dataset FromRows<T>(IEnumerable<T> rows, IRowShape<T> shape, Func<DatasetSchema, DatasetSchema>? schema = null)
            where T : notnull
        {
            ArgumentNullException.ThrowIfNull(shape);
            DatasetSchema given = shape.Describe(new DatasetSchema());
            return Dataset.From(new RowsSource<T>(rows, shape, schema?.Invoke(given) ?? given));
        }
    }
}
