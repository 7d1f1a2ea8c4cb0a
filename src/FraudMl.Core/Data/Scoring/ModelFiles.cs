namespace FraudMl;

/// <summary>Scores files.</summary>
public static class ModelFiles
{
    extension(FraudModel model)
    {
        /// <summary>
        /// Scores a file of any length, a part after the other: writes its rows with <c>fraud_probability</c> and, where
        /// the model decides, <c>fraud_decision</c> (1 or 0) behind them, in the order of the file. Both files are CSV, or Parquet where
        /// their name ends in <c>.parquet</c>.
        /// </summary>
        /// <remarks>
        /// The file is read by the schema and the reading rules of the training data; scores are those of
        /// <c>model.Score(Dataset.FromCsv(path, model))</c> or <c>FromParquet</c> to the bit, and columns that the model does not need are
        /// copied as they are. Memory holds a chunk of CSV or a row group of Parquet, and where windows are computed the events that they
        /// reach: then rows must be in the order of time. CSV that is written has the delimiter of the input, a comma after Parquet, UTF-8,
        /// numbers in invariant culture, gzip where its name ends in <c>.gz</c>; Parquet has the types and row groups of the input, texts
        /// after CSV. The output stands under its name only when it is whole.
        /// </remarks>
        /// <param name="input">The file; CSV plain or packed.</param>
        /// <param name="output">The file with the scores; one that is there is replaced.</param>
        /// <param name="options">The columns that are kept, and how the file is written.</param>
        /// <param name="progress">Called after each part with the number of rows scored so far. Default: nobody is told.</param>
        /// <param name="cancellationToken">Stops the scoring; nothing is left behind.</param>
        /// <exception cref="FraudMlException">Thrown when a column that the model needs is missing, a row can't be read or
        /// the output can't be written.</exception>
        public ScoredFile ScoreFile(
            string input, string output, ScoreFileOptions? options = null, Action<int>? progress = null,
            CancellationToken cancellationToken = default)
        {
            options ??= new ScoreFileOptions();
            options.Validate();
            if (WholeFile.Target(input) == WholeFile.Target(output))
                throw new FraudMlException($"'{output}' is the file that is scored. Name another one for the scores.");
            return WholeFile.Write(output, file =>
            {
                if (ParquetFile.IsNamed(input))
                    return new ParquetScoring(model, input, options, progress, file, output).Run(cancellationToken) with { Path = output };
                using CsvScoring scoring = new(model, input, options, progress, file, output);
                return scoring.Run(cancellationToken) with { Path = output };
            });
        }

        /// <summary>
        /// Scores many files, CSV or Parquet, side by side on all cores: each into a file of the same name and format in a folder, below it
        /// at the same place as the file stands below the first wildcard. A file is done or not: a run after one that was stopped or killed
        /// scores what is not done, and what has changed, and skips the rest.
        /// </summary>
        /// <remarks>
        /// Each file is scored as by <c>ScoreFile</c> and stands under its name only when it is whole and on the disk; then a line of
        /// <c>_scored.jsonl</c> in the folder says of which input (length and time), model and options it was made. Any of these that
        /// differs has it scored again. Memory holds a chunk or row group a thread. A model whose windows would have to be computed is
        /// refused: they reach over files. A packed file <c>a.csv.zip</c> becomes <c>a.csv</c>, and rows set aside stand beside the
        /// output as <c>.rejected.csv</c>.
        /// </remarks>
        /// <param name="pattern">The files, by <c>*</c> and <c>?</c> in any part of the path and <c>**</c> for folders of any depth; they
        /// are begun in the ordinal order of their paths.</param>
        /// <param name="outputFolder">The folder of the scores; it is made where it is not there. One run at a time can use it.</param>
        /// <param name="options">How each is scored, and how many at once.</param>
        /// <param name="progress">Called after each file that was scored, by one thread at a time. Default: nobody is told.</param>
        /// <param name="cancellationToken">Stops the scoring; files that are done stay so.</param>
        /// <exception cref="FraudMlException">Thrown when the files or the folder can't be used; or, when all others are done, with a line
        /// in <see cref="FraudMlException.Problems"/> for each file that could not be scored.</exception>
        public ScoredFiles ScoreFiles(
            string pattern, string outputFolder, ScoreFilesOptions? options = null, Action<ScoredFile>? progress = null,
            CancellationToken cancellationToken = default)
        {
            options ??= new ScoreFilesOptions();
            options.Validate();
            Partition[] partitions = PartitionPlan.Of(pattern, outputFolder);
            using var journal = PartitionJournal.Open(outputFolder, PartitionJournal.SettingOf(model, options.File));
            return new PartitionScoring(model, options, journal, progress).Run(partitions, outputFolder, cancellationToken);
        }
    }
}
