using Microsoft.ML;

namespace FraudMl;

/// <summary>Datasets to and from ML.NET's data views.</summary>
public static class DatasetDataViews
{
    extension(Dataset data)
    {
        /// <summary>Returns the dataset as ML.NET reads it, without a copy: numbers as Single, the label as Boolean, texts as Text (missing
        /// is empty) and times as Int64 microseconds.</summary>
        public IDataView AsDataView() => new DatasetView(data);

        /// <summary>Makes a dataset from an ML.NET data view, for example what <c>TextLoader</c> or a fitted transformer gives.</summary>
        /// <remarks>
        /// Numbers and booleans become number columns, a vector of numbers one column for each slot (by slot
        /// name, else the vector's name and the slot's number), texts and keys text columns, dates timestamps; hidden columns are left out.
        /// <see cref="AsDataView"/> shows times to ML.NET as microseconds: they come back with
        /// <c>schema.Timestamp("…", TimeUnit.Microseconds)</c>.
        /// </remarks>
        /// <param name="view">The data view.</param>
        /// <param name="schema">Roles, and kinds where the column's type would be wrong.</param>
        /// <param name="name">What the rows are, for messages and tracking.</param>
        /// <exception cref="FraudMlException">Thrown when a column can't be read as the schema says; the message
        /// names row and column.</exception>
        public static Dataset FromDataView(IDataView view, Func<DatasetSchema, DatasetSchema>? schema = null, string name = "data view")
        {
            var given = new DatasetSchema();
            return Dataset.From(new DataViewSource(view, schema?.Invoke(given) ?? given, name));
        }
    }
}
