using System.Numerics;
using System.Runtime.InteropServices;

namespace FraudMl.Models;

/// <summary>What learners say about rows they have not seen.</summary>
public static class OutOfFoldMargins
{
    /// <summary>Returns each learner's margins of all rows, each row scored by the model of the fold that had left it and its copies out.</summary>
    /// <param name="learners">Each trains a model on the rows it is given.</param>
    /// <param name="data">The training rows.</param>
    /// <param name="foldCount">The number of stratified folds, at least 2.</param>
    /// <param name="context">Seed, threads and cancellation.</param>
    /// <exception cref="FraudMlException">Thrown when there are fewer frauds than folds.</exception>
    public static double[][] Of(IReadOnlyList<Func<TrainingData, TrainingContext, ScoringModel>> learners, TrainingData data, int foldCount, TrainingContext context)
    {
        int[] firsts = FirstCopies(data);
        int[] distinct = [.. firsts.Where((first, row) => first == row)];
        IReadOnlyList<Fold> folds = Folds.Stratified(foldCount, context.Seed).Split(new FoldInput(Array.ConvertAll(distinct, row => data.Labels.Span[row])));
        double[][] margins = [.. learners.Select(_ => new double[data.Matrix.RowCount])];
        FoldLoop.Run(folds.Count * learners.Count, context.ThreadCount, (task, threadCount) =>
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            int learner = task % learners.Count;
            HashSet<int> held = [.. folds[task / learners.Count].ValidationRows.Select(row => distinct[row])];
            ILookup<bool, int> rows = Enumerable.Range(0, firsts.Length).ToLookup(row => held.Contains(firsts[row]));
            int[] validationRows = [.. rows[true]];
            ScoringModel model = learners[learner](
                Take(data, [.. rows[false]]), new TrainingContext(context.Seed, threadCount, CancellationToken: context.CancellationToken));
            var scored = new double[validationRows.Length];
            model.Score(data.Matrix.Take(validationRows).Values.Span, scored);
            for (int i = 0; i < scored.Length; i++) margins[learner][validationRows[i]] = scored[i];
        });
        return margins;
    }

    // Oversampling repeats rows; a copy of a row in training would make its score look better than it is.
    private static int[] FirstCopies(TrainingData data)
    {
        var seen = new Dictionary<ulong, int>();
        int[] firsts = new int[data.Matrix.RowCount];
        for (int row = 0; row < firsts.Length; row++)
        {
            ulong hash = data.Labels.Span[row] ? 1UL : 0;
            foreach (uint bits in MemoryMarshal.Cast<float, uint>(data.Matrix.Row(row))) hash = BitOperations.RotateLeft((hash ^ bits) * 0x9E3779B97F4A7C15, 29);
            firsts[row] = seen.TryAdd(hash, row) ? row : seen[hash];
        }

        return firsts;
    }

    private static TrainingData Take(TrainingData data, int[] rows) => data with
    {
        Matrix = data.Matrix.Take(rows),
        Labels = Array.ConvertAll(rows, row => data.Labels.Span[row]),
        Weights = data.Weights.IsEmpty ? default(ReadOnlyMemory<float>) : Array.ConvertAll(rows, row => data.Weights.Span[row]),
    };
}
