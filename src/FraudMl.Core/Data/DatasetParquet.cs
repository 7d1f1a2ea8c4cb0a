using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Reads and writes datasets as Parquet.</summary>
public static class DatasetParquet
{
    extension(Dataset data)
    {
        /// <summary>Reads a Parquet file with flat columns (numbers, booleans, texts, dates and times, decimals, GUIDs), or several with
        /// the same columns as one data set.</summary>
        /// <remarks>Types are those of the file: nothing is inferred. Null is missing; times without a zone are taken as UTC.</remarks>
        /// <param name="path">The file; or files, by <c>*</c> and <c>?</c> in any part of the path and <c>**</c> for folders of any depth,
        /// in the ordinal order of their paths.</param>
        /// <param name="schema">Roles, and kinds where the column's type would be wrong, for example <c>schema =>
        /// schema.Label("Class")</c>.</param>
        /// <param name="options">Limits.</param>
        /// <exception cref="FraudMlException">Thrown when the file can't be read as the schema says; the message names
        /// file, row and column.</exception>
        [OverloadResolutionPriority(1)]
        public static Dataset FromParquet(
            string path, Func<DatasetSchema, DatasetSchema>? schema = null, ParquetReadingOptions? options = null) =>
            Dataset.FromParquet([path], schema, options);

        /// <summary>Reads several Parquet files of the same columns as one data set, one after the other.</summary>
        /// <param name="paths">The files in the order of their rows, each as for one file.</param>
        /// <param name="schema">Roles, and kinds where the column's type would be wrong.</param>
        /// <param name="options">Limits.</param>
        /// <exception cref="FraudMlException">Thrown when a file can't be read as the schema says, or has other columns
        /// than the first.</exception>
        public static Dataset FromParquet(
            IReadOnlyList<string> paths, Func<DatasetSchema, DatasetSchema>? schema = null, ParquetReadingOptions? options = null)
        {
            string[] files = DataFiles.Of(paths);
            options ??= new ParquetReadingOptions();
            ReadingPlan plan = ReadingPlan.Of(schema, out DatasetSchema given);
            return Dataset.From(new ParquetSource(files, plan, options))
                .WithOrigin(new FileOrigin(files, DatasetReading.Of("parquet", given, null, options)));
        }

        /// <summary>Reads Parquet to be scored: by the schema of a model's training data, and with its windows.</summary>
        /// <remarks>As <c>FromCsv(path, model)</c> does.</remarks>
        /// <param name="path">The file, or files by <c>*</c>, <c>?</c> and <c>**</c>.</param>
        /// <param name="model">The model.</param>
        /// <param name="options">Limits.</param>
        /// <exception cref="FraudMlException">Thrown when a column that the model needs is missing, or can't be read
        /// as in training.</exception>
        public static Dataset FromParquet(string path, FraudModel model, ParquetReadingOptions? options = null) =>
            ModelColumns.WithWindows(model,
                Dataset.From(new ParquetSource(DataFiles.Of([path]), ReadingPlan.Of(model), options ?? new ParquetReadingOptions())));

        /// <summary>Writes a Parquet file that reads back as the same data.</summary>
        /// <remarks>Numbers are written as 32-bit floats, the label as 32-bit integers, texts as strings, times as microseconds in
        /// UTC; missing is null.</remarks>
        /// <param name="path">The file; one that is there is replaced.</param>
        /// <exception cref="FraudMlException">Thrown when the file can't be written.</exception>
        public void WriteParquet(string path) => DatasetParquetWriter.Write(data, path);
    }
}
