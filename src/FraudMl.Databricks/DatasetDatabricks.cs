namespace FraudMl;

/// <summary>Reads datasets from Databricks.</summary>
public static class DatasetDatabricks
{
    extension(Dataset data)
    {
        /// <summary>Reads a table of Databricks, or what a query finds there, through a SQL warehouse; one that is stopped is
        /// started.</summary>
        /// <remarks>
        /// Numbers, decimals and booleans (1 is true) become number columns, texts text columns, dates and times timestamps, where those
        /// without
        /// a zone are taken as UTC; null is missing. Binary, intervals, arrays, maps and structures are refused by name. Columns,
        /// conditions
        /// and samples are worked out by the warehouse. Rows are decoded while they come in; beside the columns that are kept,
        /// memory holds some megabytes. Cancelling cancels the statement.
        /// </remarks>
        /// <param name="tableOrQuery">A table, such as <c>main.fraud.payments</c>, or a query that begins with SELECT or WITH; values
        /// between
        /// braces are bound: <c>$"SELECT * FROM main.fraud.payments WHERE Amount > {least}"</c>.</param>
        /// <param name="schema">Roles, and kinds where the column's type would be wrong, for example <c>schema =>
        /// schema.Label("Class")</c>.</param>
        /// <param name="columns">The columns to read, by name; null for all.</param>
        /// <param name="where">Which rows to read, such as <c>$"Amount > {least}"</c>; null for all.</param>
        /// <param name="options">The workspace, samples and limits.</param>
        /// <param name="cancellationToken">Stops the reading and the statement.</param>
        /// <exception cref="DatabricksException">Thrown when the workspace can't be asked, or the statement fails.</exception>
        /// <exception cref="FraudMlException">Thrown when a column can't be read as the schema says; the message names row and
        /// column.</exception>
        public static Task<Dataset> FromDatabricksAsync(
            DatabricksSql tableOrQuery, Func<DatasetSchema, DatasetSchema>? schema = null, IReadOnlyList<string>? columns = null,
            DatabricksSql? where = null, DatabricksReadOptions? options = null, CancellationToken cancellationToken = default)
        {
            (options ??= new DatabricksReadOptions()).Validate();
            var given = new DatasetSchema();
            var query = new TableQuery(tableOrQuery, schema?.Invoke(given) ?? given, columns, where, options);
            return new DatabricksSource(query, options).ReadAsync(cancellationToken);
        }
    }
}
