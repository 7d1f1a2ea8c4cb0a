using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FraudMl;
using FraudMl.Benchmarks;

namespace AutoMl;

/// <summary>A hundred trials of XGBoost beside Optuna and XGBoost in Python: the same space, rows and folds, one after the other.</summary>
internal static class BesideOptuna
{
    public static async Task RunAsync(HandbookWeeks weeks, Figures figures, BenchmarkArguments arguments, string optuna)
    {
        int trials = arguments.Number("--trials", 100);
        foreach (bool halving in new[] { false, true })
        {
            string how = halving ? ", successive halving over folds" : "";
            FraudPipeline first = HandbookWeeks.Steps().Train(Trainers.XGBoost(BoostingSpace.XGBoost)).Build();
            long start = Stopwatch.GetTimestamp();
            ExperimentResult result = await new Experiment("optuna").Compare(first).ValidateBy(HandbookWeeks.Validation).Seed(1)
                .Optimize(Metrics.AveragePrecision, Budget.OfTrials(trials), BoostingSpace.OfXGBoost,
                    halving ? Pruners.SuccessiveHalving() : null)
                .RunAsync(weeks.Train);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double[]? peer = Peer(weeks.Train, optuna, trials, halving);
            figures.Add($"{trials} trials{how} (peer: Optuna and XGBoost)", seconds, "s", peer?[0]);
            figures.Add($"{trials} trials{how}: validation average precision", result.BestReport.Mean(Metrics.AveragePrecision), "", peer?[1]);
        }
    }

    private static double[]? Peer(Dataset data, string optuna, int trials, bool halving)
    {
        string folder = Directory.CreateTempSubdirectory("optuna").FullName;
        try
        {
            int columns = Write(data, Path.Combine(folder, "rows"));
            File.WriteAllLines(Path.Combine(folder, "folds"), HandbookWeeks.Validation.Split(FoldInput.Of(data))
                .SelectMany(fold => new[] { string.Join(' ', fold.TrainingRows), string.Join(' ', fold.ValidationRows) }));
            return PythonPeer.Run(AppContext.BaseDirectory, "optuna_xgboost.py",
                [optuna, Path.Combine(folder, "rows"), $"{columns}", Path.Combine(folder, "folds"), $"{trials}",
                    .. halving ? ["halving"] : Array.Empty<string>()]) is [var line, ..]
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
