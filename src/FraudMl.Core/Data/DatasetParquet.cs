namespace FraudMl;

/// <summary>Reads and writes datasets as Parquet.</summary>
public static class DatasetParquet
{
    extension(Dataset data)
    {
        /// <summary>Reads a Parquet file with flat columns: numbers, booleans, texts, dates and times, decimals, GUIDs.</summary>
        /// <remarks>Types are those of the file: nothing is inferred. Null is missing; times without a zone are taken as UTC.</remarks>
        /// <param name="path">The file.</param>
        /// <param name="schema">Roles, and kinds where the column's type would be wrong, for example <c>schema =>
        /// schema.Label("Class")</c>.</param>
        /// <exception cref="FraudMlException">Thrown when the file can't be read as the schema says; the message names
        /// file, row and column.</exception>
        public static Dataset FromParquet(string path, Func<DatasetSchema, DatasetSchema>? schema = null)
        {
            var given = new DatasetSchema();
            given = schema?.Invoke(given) ?? given;
            return Dataset.From(new ParquetSource(path, given)).WithOrigin(new FileOrigin(path, DatasetReading.Of("parquet", given, null)));
        }

        /// <summary>Writes a Parquet file that reads back as the same data.</summary>
        /// <remarks>Numbers are written as 32-bit floats, the label as 32-bit integers, texts as strings, times as microseconds in
        /// UTC; missing is null.</remarks>
        /// <param name="path">The file; one that is there is replaced.</param>
        /// <exception cref="FraudMlException">Thrown when the file can't be written.</exception>
        public void WriteParquet(string path) => DatasetParquetWriter.Write(data, path);
    }
}
