namespace FraudMl;

/// <summary>Windows that are computed while a file is scored.</summary>
internal static class FileWindows
{
    /// <summary>Returns what follows the rows of a file; null where the model reads no windows, or the file has them.</summary>
    /// <exception cref="FraudMlException">Thrown when they are to be computed for one of many files.</exception>
    public static VelocityStore? Of(FraudModel model, string file, IReadOnlyCollection<string> names, ScoreFileOptions options)
    {
        if (!ModelColumns.Computes(model, file, names)) return null;
        return options.IsOneOfMany
            ? throw new FraudMlException($"{file} lacks the windows of the model, which reach over files, and files of ScoreFiles are "
                + "scored each by itself. Add them before (data.WithWindows(model.Windows)) and write them into the files, or score one "
                + "file by ScoreFile.")
            : new VelocityStore(model.Windows, new() { Lateness = TimeSpan.Zero, Clock = null });
    }
}
