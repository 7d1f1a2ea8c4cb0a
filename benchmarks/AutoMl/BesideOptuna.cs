using System.Globalization;
using System.Runtime.InteropServices;
using FraudMl;
using FraudMl.Benchmarks;

namespace AutoMl;

/// <summary>Optuna's TPE with XGBoost in Python, on the rows and folds of <see cref="HandbookWeeks"/>.</summary>
internal static class BesideOptuna
{
    /// <summary>Returns its seconds, its best mean average precision and how many rounds it grew; null where it can't run.</summary>
    public static double[]? Run(Dataset data, string optuna, int trials, int seed)
    {
        if (!Directory.Exists(optuna))
        {
            Console.WriteLine($"(no Optuna in {optuna}; figures stand alone)");
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("optuna").FullName;
        try
        {
            int columns = Write(data, Path.Combine(folder, "rows"));
            File.WriteAllLines(Path.Combine(folder, "folds"), HandbookWeeks.Validation.Split(FoldInput.Of(data))
                .SelectMany(fold => new[] { string.Join(' ', fold.TrainingRows), string.Join(' ', fold.ValidationRows) }));
            IReadOnlyList<string> said = PythonPeer.Run(AppContext.BaseDirectory, "optuna_xgboost.py", optuna, Path.Combine(folder, "rows"),
                $"{columns}", Path.Combine(folder, "folds"), $"{trials}", $"{seed}");
            return said is [.., var line]
                ? [.. line.Split(' ').Where((_, i) => i % 2 == 1).Select(text => double.Parse(text, CultureInfo.InvariantCulture))] : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The features that the steps of ours make, row by row, and the label last.
    private static int Write(Dataset data, string path)
    {
        TimestampColumn times = (TimestampColumn)data["TX_DATETIME"];
        NumberColumn[] numbers = [.. data.Features.OfType<NumberColumn>()];
        float[] row = new float[numbers.Length + 3];
        using FileStream file = File.Create(path);
        for (int i = 0; i < data.RowCount; i++)
        {
            DateTime at = DateTime.UnixEpoch.AddMicroseconds(times.Values[i]);
            for (int column = 0; column < numbers.Length; column++) row[column] = numbers[column].Values[i];
            row[^3] = at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0;
            row[^2] = at.Hour <= 6 ? 1 : 0;
            row[^1] = data.Labels[i] ? 1 : 0;
            file.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        return row.Length - 1;
    }
}
