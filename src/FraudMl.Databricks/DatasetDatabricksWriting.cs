namespace FraudMl;

/// <summary>Writes datasets to Databricks.</summary>
public static class DatasetDatabricksWriting
{
    extension(Dataset data)
    {
        /// <summary>Adds the rows to a table of Databricks, such as scores to those of yesterday; each row once, however often it is called
        /// with the same rows and key.</summary>
        /// <remarks>
        /// The rows are staged as Parquet in a volume and copied by COPY INTO, which passes over files that it has copied; then the files
        /// are removed. Whatever breaks off on the way, calling it again ends in the same table. A table that is not there is created:
        /// numbers are FLOAT, the label INT, texts STRING, times TIMESTAMP. One that is there must have the columns, of these types, DOUBLE
        /// or DECIMAL for numbers, or integers and BOOLEAN where every value is one; its other columns become null. Rows that were deleted
        /// from the table are not written again: give another <see cref="DatabricksWriteOptions.Key"/>.
        /// </remarks>
        /// <param name="table">The table, such as <c>main.fraud.scores</c>.</param>
        /// <param name="volume">The volume for the files, such as <c>main.fraud.staging</c>, or a folder in one, such as
        /// <c>/Volumes/main/fraud/staging/scores</c>.</param>
        /// <param name="options">The workspace, and which writing this is.</param>
        /// <param name="cancellationToken">Stops the writing and the statement.</param>
        /// <exception cref="DatabricksException">Thrown when the workspace can't be asked, or the statement fails.</exception>
        /// <exception cref="FraudMlException">Thrown when the table's columns can't take the rows; the message names them.</exception>
        public Task WriteToDatabricksAsync(
            string table, string volume, DatabricksWriteOptions? options = null, CancellationToken cancellationToken = default)
        {
            (options ??= new DatabricksWriteOptions()).Validate();
            TableName name = TableName.TryParse(table)
                ?? throw new FraudMlException("The table to write to must be named such as main.fraud.scores.");
            if (data.Columns.CountBy(column => column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(count => count.Value > 1).Key
                is { } twice)
                throw new FraudMlException($"{data.Name} has two columns '{twice}', but for the case of letters, and a table has one. "
                    + "Rename one of them.")
                {
                    ColumnName = twice,
                };
            return new TableWriting(data, name, VolumePath.Parse(volume), options).WriteAsync(cancellationToken);
        }
    }
}
