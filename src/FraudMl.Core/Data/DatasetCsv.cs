namespace FraudMl;

/// <summary>Reads and writes datasets as CSV.</summary>
public static class DatasetCsv
{
    extension(Dataset data)
    {
        /// <summary>Reads a CSV file with a header, plain or gzip, in UTF-8.</summary>
        /// <remarks>
        /// What the schema leaves open is inferred from the first rows: numbers, dates and times, else text. Integers that 32-bit floats
        /// can't hold (2²⁴ and more) and codes with leading zeros are text. Numbers are read in invariant culture.
        /// </remarks>
        /// <param name="path">The file.</param>
        /// <param name="schema">Roles, and kinds where inference would be wrong, for example <c>schema =>
        /// schema.Label("Class")</c>.</param>
        /// <param name="options">Delimiter, missing-value tokens and what happens to bad rows.</param>
        /// <exception cref="FraudMlException">Thrown when the file can't be read as the schema says; the message names
        /// file, line and column.</exception>
        public static Dataset FromCsv(string path, Func<DatasetSchema, DatasetSchema>? schema = null, CsvOptions? options = null)
        {
            var given = new DatasetSchema();
            (given, options) = (schema?.Invoke(given) ?? given, options ?? new CsvOptions());
            return Dataset.From(new CsvSource(path, given, options)).WithOrigin(
                new FileOrigin(path, DatasetReading.Of("csv", given, options)));
        }

        /// <summary>Writes a CSV file that reads back as the same data; gzip where the path ends in <c>.gz</c>.</summary>
        /// <remarks>Missing is the empty field. The timestamp is a number of <see cref="Dataset.TimestampUnit"/>, other
        /// times are ISO 8601.</remarks>
        /// <param name="path">The file; one that is there is replaced.</param>
        /// <exception cref="FraudMlException">Thrown when the file can't be written.</exception>
        public void WriteCsv(string path) => CsvWriter.Write(data, path);
    }
}
