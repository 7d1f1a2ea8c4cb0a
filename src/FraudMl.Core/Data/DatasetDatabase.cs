using System.Data.Common;

namespace FraudMl;

/// <summary>Reads datasets from databases.</summary>
public static class DatasetDatabase
{
    extension(Dataset data)
    {
        /// <summary>Reads the rows of a query through any ADO.NET provider: SQLite, PostgreSQL, SQL Server,
        /// Databricks and others.</summary>
        /// <remarks>
        /// Numbers and booleans (1 is true) become number columns, as do intervals and times of day, in seconds; texts, GUIDs and addresses
        /// text columns; dates and times timestamps, where those without a zone are taken as UTC; null is missing. A text that the schema
        /// names as timestamp is read as ISO 8601. The reader stays open; only its current result is read.
        /// </remarks>
        /// <param name="reader">The reader, before its first row.</param>
        /// <param name="schema">Roles, and kinds where the column's type would be wrong.</param>
        /// <param name="name">What the rows are, for messages and tracking.</param>
        /// <exception cref="FraudMlException">Thrown when a column can't be read as the schema says; the message
        /// names row and column.</exception>
        public static Dataset FromReader(DbDataReader reader, Func<DatasetSchema, DatasetSchema>? schema = null, string name = "query")
        {
            var given = new DatasetSchema();
            return Dataset.From(new ReaderSource(() => reader, schema?.Invoke(given) ?? given, name));
        }
    }
}
