using System.Globalization;

namespace FraudMl;

/// <summary>Refuses to train where that would take more memory than it may.</summary>
internal static class LearnerMemory
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Throws where features and learner of all folds that run at once would take more than the options allow.</summary>
    public static void Require(FitOptions options, ITrainer trainer, TrainingData data)
    {
        if (options.MemoryLimit is not { } limit) return;
        (long rows, long columns) = (data.Matrix.RowCount, data.Matrix.ColumnCount);
        long bytes = ((sizeof(float) * rows * columns) + trainer.MemoryOf(rows, columns)) * options.FoldsAtOnce;
        if (bytes <= limit) return;
        string fits = string.Create(CultureInfo.InvariantCulture,
            $"{options.FoldsAtOnce} fits at once of {rows:#,0} rows and {columns:#,0} features");
        throw new FraudMlException(string.Create(CultureInfo.InvariantCulture,
            $"{trainer.Name} would take {bytes / Megabyte:#,0} MB by estimate ({fits}), and {limit / Megabyte:#,0} MB are allowed. ")
            + "Lower what it grows by, run fewer threads, or raise the limit.");
    }
}
