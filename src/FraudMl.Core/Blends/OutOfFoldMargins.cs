namespace FraudMl.Models;

/// <summary>What learners say about rows they have not seen.</summary>
public static class OutOfFoldMargins
{
    private const int FewestFolds = 2;

    /// <summary>Returns each learner's margins of all rows, each row scored by the model of the fold that had left it and its copies out.</summary>
    /// <remarks>
    /// Copies are rows of equal features, whatever their labels. Where so few rows differ that no such folds can be made, or that learners
    /// say nothing of
    /// one from the others, copies are rows of their own, and <see cref="TrainingContext.OnWarning"/> is told.
    /// </remarks>
    /// <param name="learners">Each trains a model on the rows it is given.</param>
    /// <param name="data">The training rows.</param>
    /// <param name="foldCount">The number of stratified folds, at least 2; with fewer frauds there are as many as frauds.</param>
    /// <param name="context">Seed, threads, cancellation, and who is warned.</param>
    /// <exception cref="FraudMlException">Thrown when a class has a single row.</exception>
    public static double[][] Of(
        IReadOnlyList<Func<TrainingData, TrainingContext, ScoringModel>> learners,
        TrainingData data,
        int foldCount,
        TrainingContext context)
    {
        RowGroups groups = RowGroups.Of(data);
        int rows = groups.RowCount, smaller = Math.Min(groups.Frauds.Sum(), groups.Legitimate.Sum());
        if (smaller < FewestFolds)
        {
            throw new FraudMlException(
                $"Scores out of fold need at least {FewestFolds} rows of each class, "
                + $"and the training data has {groups.Frauds.Sum()} frauds among {rows} rows. "
                + "Bring more data, or use a learner that needs no such scores, for example Trainers.LightGbm() or Trainers.Average(…).");
        }

        if (smaller < foldCount)
        {
            foldCount = smaller;
            context.OnWarning?.Invoke($"Scores out of fold come from {foldCount} folds, as there are {smaller} rows of the smaller class.");
        }

        if (FoldsOf(groups, foldCount, context.Seed) is { } foldOfGroup)
        {
            int[] foldOf = Array.ConvertAll(groups.OfRow, group => group < 0 ? group : foldOfGroup[group]);
            double[][] margins = Run(learners, data, foldOf, foldCount, context);
            if (!groups.AreMixed || margins.All(scores => Rises(scores, data))) return margins;
        }

        context.OnWarning?.Invoke(RowGroups.Warning(groups.Count, rows));
        return Run(learners, data, FoldsOfRows(groups, data, foldCount, context.Seed), foldCount, context);
    }

    /// <summary>Returns whether scores are higher where frauds are, by weight.</summary>
    internal static bool Rises(double[] scores, TrainingData data)
    {
        ReadOnlySpan<float> weights = data.Weights.Span;
        (double Sum, double Weight) frauds = default, others = default;
        for (int row = 0; row < scores.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            ref (double Sum, double Weight) of = ref data.Labels.Span[row] ? ref frauds : ref others;
            of = (of.Sum + (weight * scores[row]), of.Weight + weight);
        }

        return frauds.Sum / frauds.Weight > others.Sum / others.Weight;
    }

    // Null where too few groups have frauds, or legitimate rows, for each fold to leave some in.
    private static int[]? FoldsOf(RowGroups groups, int foldCount, int seed)
    {
        if (Math.Min(groups.Frauds.Count(count => count > 0), groups.Legitimate.Count(count => count > 0)) < foldCount) return null;
        if (!groups.AreMixed) return FoldOf(Array.ConvertAll(groups.Frauds, count => count > 0), foldCount, seed);
        if (RowGroups.AreFew(groups.Count, groups.RowCount)) return null;
        int[] foldOf = GroupAssignment.ByClass(groups.Frauds, groups.Legitimate, foldCount);
        return HasTwo(groups.Frauds) && HasTwo(groups.Legitimate) ? foldOf : null;

        // A class in one fold alone is missing where that fold is left out.
        bool HasTwo(int[] counts) => foldOf.Where((_, group) => counts[group] > 0).Distinct().Count() > 1;
    }

    private static int[] FoldsOfRows(RowGroups groups, TrainingData data, int foldCount, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, groups.OfRow.Length).Where(row => groups.OfRow[row] >= 0)];
        int[] foldOf = new int[groups.OfRow.Length];
        Array.Fill(foldOf, -1);
        int[] folds = FoldOf(Array.ConvertAll(rows, row => data.Labels.Span[row]), foldCount, seed);
        for (int i = 0; i < rows.Length; i++) foldOf[rows[i]] = folds[i];
        return foldOf;
    }

    private static int[] FoldOf(bool[] labels, int foldCount, int seed)
    {
        int[] foldOf = new int[labels.Length];
        IReadOnlyList<Fold> folds = Folds.Stratified(foldCount, seed).Split(new FoldInput(labels));
        for (int fold = 0; fold < folds.Count; fold++) foreach (int member in folds[fold].ValidationRows) foldOf[member] = fold;
        return foldOf;
    }

    // Rows of weight 0 are trained on by none, and scored by the first fold's model.
    private static double[][] Run(
        IReadOnlyList<Func<TrainingData, TrainingContext, ScoringModel>> learners,
        TrainingData data,
        int[] foldOf,
        int foldCount,
        TrainingContext context)
    {
        double[][] margins = [.. learners.Select(_ => new double[foldOf.Length])];
        FoldLoop.Run(foldCount * learners.Count, context.ThreadCount, (task, threadCount) =>
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            (int learner, int fold) = (task % learners.Count, task / learners.Count);
            int[] trainingRows = [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] >= 0 && foldOf[row] != fold)];
            int[] validationRows = [.. Enumerable.Range(0, foldOf.Length).Where(row => Math.Max(0, foldOf[row]) == fold)];
            ScoringModel model = learners[learner](
                Take(data, trainingRows), new TrainingContext(context.Seed, threadCount, CancellationToken: context.CancellationToken));
            var scored = new double[validationRows.Length];
            model.Score(data.Matrix.Take(validationRows).Values.Span, scored);
            for (int i = 0; i < scored.Length; i++) margins[learner][validationRows[i]] = scored[i];
        });
        return margins;
    }

    private static TrainingData Take(TrainingData data, int[] rows) => data with
    {
        Matrix = data.Matrix.Take(rows),
        Labels = Array.ConvertAll(rows, row => data.Labels.Span[row]),
        Weights = data.Weights.IsEmpty ? default(ReadOnlyMemory<float>) : Array.ConvertAll(rows, row => data.Weights.Span[row]),
    };
}
