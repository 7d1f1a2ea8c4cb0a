using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Reads and writes datasets as CSV.</summary>
public static class DatasetCsv
{
    extension(Dataset data)
    {
        /// <summary>Reads a CSV file with a header, plain or packed, or several of the same columns as one data set.</summary>
        /// <remarks>
        /// What the schema leaves open is inferred from the first rows of each file: numbers, dates and times, else text. Integers that
        /// 32-bit floats can't hold (2²⁴ and more) and codes with leading zeros are text. Numbers are read in invariant culture unless
        /// the options say otherwise.
        /// </remarks>
        /// <param name="path">The file; or files, by <c>*</c> and <c>?</c> in any part of the path and <c>**</c> for folders of any depth,
        /// in the ordinal order of their paths.</param>
        /// <param name="schema">Roles, and kinds where inference would be wrong, for example <c>schema =>
        /// schema.Label("Class")</c>.</param>
        /// <param name="options">Delimiter, encoding, writing of numbers, missing-value tokens and what happens to bad rows.</param>
        /// <exception cref="FraudMlException">Thrown when the file can't be read as the schema says; the message names
        /// file, line and column.</exception>
        [OverloadResolutionPriority(1)]
        public static Dataset FromCsv(string path, Func<DatasetSchema, DatasetSchema>? schema = null, CsvOptions? options = null) =>
            Dataset.FromCsv([path], schema, options);

        /// <summary>Reads several CSV files of the same columns as one data set, one after the other.</summary>
        /// <remarks>Columns are found by name: their order may differ from file to file.</remarks>
        /// <param name="paths">The files in the order of their rows, each as for one file.</param>
        /// <param name="schema">Roles, and kinds where inference would be wrong.</param>
        /// <param name="options">How they are written and what happens to bad rows.</param>
        /// <exception cref="FraudMlException">Thrown when a file can't be read as the schema says, or has other columns
        /// than the first.</exception>
        [OverloadResolutionPriority(1)]
        public static Dataset FromCsv(
            IReadOnlyList<string> paths, Func<DatasetSchema, DatasetSchema>? schema = null, CsvOptions? options = null)
        {
            string[] files = DataFiles.Of(paths);
            options ??= new CsvOptions();
            ReadingPlan plan = ReadingPlan.Of(schema, out DatasetSchema given);
            return Dataset.From(new CsvSource(files, plan, options))
                .WithOrigin(new FileOrigin(files, DatasetReading.Of("csv", given, options)));
        }

        /// <summary>Reads CSV to be scored: by the schema and the reading rules of a model's training data, and with its windows.</summary>
        /// <remarks>
        /// Columns that the model does not need are kept and ignored; a label is read where there is one. Windows are computed unless the
        /// file has them, from the rows of these files: give the files of the history too.
        /// </remarks>
        /// <param name="path">The file, or files by <c>*</c>, <c>?</c> and <c>**</c>.</param>
        /// <param name="model">The model.</param>
        /// <param name="options">How the file is written; what they leave open is as in training.</param>
        /// <exception cref="FraudMlException">Thrown when a column that the model needs is missing, or can't be read
        /// as in training.</exception>
        public static Dataset FromCsv(string path, FraudModel model, CsvOptions? options = null) => Dataset.FromCsv([path], model, options);

        /// <summary>Reads several CSV files to be scored, as for one.</summary>
        /// <param name="paths">The files in the order of their rows.</param>
        /// <param name="model">The model.</param>
        /// <param name="options">How the files are written; what they leave open is as in training.</param>
        /// <exception cref="FraudMlException">Thrown when a column that the model needs is missing, or can't be read
        /// as in training.</exception>
        public static Dataset FromCsv(IReadOnlyList<string> paths, FraudModel model, CsvOptions? options = null) =>
            ModelColumns.WithWindows(model,
                Dataset.From(new CsvSource(DataFiles.Of(paths), ReadingPlan.Of(model), options ?? new CsvOptions())));

        /// <summary>Writes a CSV file that reads back as the same data; gzip where the path ends in <c>.gz</c>.</summary>
        /// <remarks>Missing is the empty field. The timestamp is a number of <see cref="Dataset.TimestampUnit"/>, other
        /// times are ISO 8601.</remarks>
        /// <param name="path">The file; one that is there is replaced.</param>
        /// <exception cref="FraudMlException">Thrown when the file can't be written.</exception>
        public void WriteCsv(string path) => CsvWriter.Write(data, path);
    }
}
