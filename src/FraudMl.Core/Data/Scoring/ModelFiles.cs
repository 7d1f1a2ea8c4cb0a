namespace FraudMl;

/// <summary>Scores files.</summary>
public static class ModelFiles
{
    extension(FraudModel model)
    {
        /// <summary>
        /// Scores a CSV file of any length, a chunk of rows after the other: writes its rows with <c>fraud_probability</c> and, where
        /// the model decides, <c>fraud_decision</c> behind them, in the order of the file.
        /// </summary>
        /// <remarks>
        /// The file is read by the schema and the reading rules of the training data; scores are those of
        /// <c>model.Score(Dataset.FromCsv(path, model))</c> to the bit, and columns that the model does not need are copied unread.
        /// Memory holds a chunk, and where windows are computed the events that they reach: then rows must be in the order of time. The
        /// output has the delimiter of the input, UTF-8, numbers in invariant culture, gzip where its name ends in <c>.gz</c>; it stands
        /// under its name only when it is whole.
        /// </remarks>
        /// <param name="input">The file, plain or packed.</param>
        /// <param name="output">The file with the scores; one that is there is replaced.</param>
        /// <param name="options">The columns that are kept, and how the file is written.</param>
        /// <param name="progress">Called after each chunk with the number of rows scored so far. Default: nobody is told.</param>
        /// <param name="cancellationToken">Stops the scoring; nothing is left behind.</param>
        /// <exception cref="FraudMlException">Thrown when a column that the model needs is missing, a row can't be read or
        /// the output can't be written.</exception>
        public ScoredFile ScoreFile(
            string input, string output, ScoreFileOptions? options = null, Action<int>? progress = null,
            CancellationToken cancellationToken = default)
        {
            options ??= new ScoreFileOptions();
            options.Validate();
            options.Csv.Validate();
            if (WholeFile.Target(input) == WholeFile.Target(output))
                throw new FraudMlException($"'{output}' is the file that is scored. Name another one for the scores.");
            if (output.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
                throw new FraudMlException($"ScoreFile writes CSV, and '{output}' is named as Parquet. Name it .csv or .csv.gz.");
            return WholeFile.Write(output, file =>
            {
                using CsvScoring scoring = new(model, input, options, progress, CsvWriter.Packed(file, output));
                return scoring.Run(cancellationToken) with { Path = output };
            });
        }
    }
}
