using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FraudMl;
using FraudMl.Benchmarks;
using Microsoft.ML.OnnxRuntime;

/// <summary>Rows a second of many Parquet files: 200 trees of 31 leaves over 30 numbers, beside ONNX Runtime and lleaves on blocks of the
/// same rows.</summary>
internal static class Partitions
{
    private const int FileCount = 8, BlockRowCount = 10_000, RunCount = 5;
    private static readonly int Processors = Environment.ProcessorCount;

    public static void Add(
        Figures figures, string folder, int rowsOfFile, string? lleavesSources, Func<string, string, string, double> peakOf)
    {
        FraudModel model = new FraudPipelineBuilder().Train(Trainers.LightGbm(new() { TreeCount = 200, LeafCount = 31 })).Build()
            .Fit(SyntheticTransactions.CreditCard(new() { RowCount = 50_000, FraudRatio = 0.01, Seed = 3 }));
        string input = Directory.CreateDirectory(Path.Combine(folder, "in")).FullName;
        List<float[]> blocks = [];
        for (int file = 0; file < FileCount; file++)
        {
            Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = rowsOfFile, FraudRatio = 0.01, Seed = 100 + file });
            data.WriteParquet(Path.Combine(input, $"part-{file}.parquet"));
            if (file == 0) blocks = [.. Blocks(model, data)];
        }

        double rows = (double)FileCount * rowsOfFile;
        RequireAgreement(model, blocks[0]);
        double onnx = Runtime(model, blocks), ours = InMemory(model, blocks);
        figures.Add($"blocks of {BlockRowCount:N0} rows in memory (peer: ONNX Runtime)", ours, "rows/s", onnx);
        foreach ((string precision, double lleaves) in Compiled(model, blocks, folder, lleavesSources))
            figures.Add($"blocks of {BlockRowCount:N0} rows in memory (peer: lleaves, {precision})", ours, "rows/s", lleaves);
        foreach ((string name, string[]? keep) in new[] { ("all columns kept", null), ("no column kept", Array.Empty<string>()) })
        {
            foreach (int threads in new[] { 1, Processors }.Distinct())
            {
                double seconds = Enumerable.Range(0, RunCount).Min(run => Score(model, folder, $"{name} {threads} {run}", keep, threads));
                figures.Add($"ScoreFiles, {FileCount} Parquet files, {name}, {threads} threads (peer: ONNX Runtime)", rows / seconds,
                    "rows/s", onnx);
            }
        }

        string saved = Path.Combine(folder, "trees.fraudml");
        model.Save(saved);
        figures.Add("peak memory of a process that scores them",
            peakOf(saved, Path.Combine(input, "*.parquet"), Path.Combine(folder, "out")), "MB");
    }

    private static double Score(FraudModel model, string folder, string name, string[]? keep, int threads)
    {
        string output = Path.Combine(folder, name);
        long start = Stopwatch.GetTimestamp();
        model.ScoreFiles(Path.Combine(folder, "in", "*.parquet"), output, new() { File = new() { Keep = keep }, ThreadCount = threads });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Directory.Delete(output, recursive: true);
        return seconds;
    }

    private static double InMemory(FraudModel model, List<float[]> blocks)
    {
        int width = model.Features.Count;
        return Fastest(blocks, (block, scores) => Ours(model, block, scores), width);
    }

    // Both share the blocks among the processors, a thread for each, as ScoreFiles does with files.
    private static double Runtime(FraudModel model, List<float[]> blocks)
    {
        int width = model.Features.Count;
        using InferenceSession session = SessionOf(model);
        return Fastest(blocks, (block, scores) => Theirs(session, block, width, scores), width);
    }

    private static InferenceSession SessionOf(FraudModel model) =>
        new(model.ToOnnx(), new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 });

    private static void Ours(FraudModel model, float[] block, double[] scores)
    {
        model.Scorer.Score(block, scores);
        model.Calibrator.Calibrate(scores, scores);
    }

    private static void Theirs(InferenceSession session, float[] block, int width, double[] scores)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, block.AsMemory(), [block.Length / width, width]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["features"], [input], ["fraud_probability"]);
        ReadOnlySpan<float> probabilities = outputs[0].GetTensorDataAsSpan<float>();
        for (int row = 0; row < probabilities.Length; row++) scores[row] = probabilities[row];
    }

    private static IEnumerable<(string Precision, double RowsPerSecond)> Compiled(
        FraudModel model, List<float[]> blocks, string folder, string? sources)
    {
        if (sources is null) return [];
        string trees = Path.Combine(folder, "trees.txt"), rows = Path.Combine(folder, "rows"), scores = Path.Combine(folder, "scores");
        LightGbmText.Write((TreeEnsemble)model.Scorer, trees);
        using (FileStream file = File.Create(rows))
        {
            foreach (float[] block in blocks) file.Write(MemoryMarshal.AsBytes<float>(block));
        }

        string width = Text(model.Features.Count);
        var lines = PythonPeer.Run(AppContext.BaseDirectory, "lleaves_peer.py", sources, trees, rows, width, Text(BlockRowCount), scores,
            Text(Processors));
        if (lines.Count == 0) return [];
        double[] ours = new double[BlockRowCount];
        Ours(model, blocks[0], ours);
        RequireSame(ours, MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(scores))[..BlockRowCount].ToArray(), "lleaves");
        return lines.Select(line => line.Split(' ')).Select(line => (line[0], double.Parse(line[1], CultureInfo.InvariantCulture)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void RequireAgreement(FraudModel model, float[] block)
    {
        double[] ours = new double[BlockRowCount], theirs = new double[BlockRowCount];
        Ours(model, block, ours);
        using InferenceSession session = SessionOf(model);
        Theirs(session, block, model.Features.Count, theirs);
        RequireSame(ours, theirs, "ONNX Runtime");
    }

    private static void RequireSame(double[] ours, double[] theirs, string peer)
    {
        double most = ours.Zip(theirs, (one, other) => Math.Abs(one - other)).Max();
        if (!(most <= 1e-5)) throw new InvalidOperationException($"Ours and {peer} differ by {most}.");
    }

    private static double Fastest(List<float[]> blocks, Action<float[], double[]> score, int width)
    {
        var best = double.PositiveInfinity;
        for (int run = 0; run < 3; run++)
        {
            long start = Stopwatch.GetTimestamp();
            Parallel.ForEach(blocks, new ParallelOptions { MaxDegreeOfParallelism = Processors }, () => new double[BlockRowCount],
                (block, _, scores) =>
                {
                    score(block, scores);
                    return scores;
                }, _ => { });
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return blocks.Sum(block => block.Length / width) / best;
    }

    private static IEnumerable<float[]> Blocks(FraudModel model, Dataset data)
    {
        NumberColumn[] columns = [.. model.Features.Select(feature => (NumberColumn)data[feature.Name])];
        for (int first = 0; first + BlockRowCount <= data.RowCount; first += BlockRowCount)
        {
            var block = new float[BlockRowCount * columns.Length];
            for (int row = 0; row < BlockRowCount; row++)
            {
                for (int column = 0; column < columns.Length; column++)
                    block[(row * columns.Length) + column] = columns[column].Values[first + row];
            }

            yield return block;
        }
    }
}
