namespace FraudMl;

/// <summary>The folds in which encoders encode training rows without their own labels.</summary>
internal static class CrossFitFolds
{
    private const int DefaultCount = 5;

    /// <summary>
    /// Returns the given folds, else the inner folds of the fit where they hold out every row once, else
    /// stratified ones: folds in time leave most rows out, and those would all be encoded alike.
    /// </summary>
    public static IReadOnlyList<Fold> Of(TrainingRows rows, StepContext context, IFolds? given)
    {
        FoldInput input = rows.ForFolds();
        return given?.Split(input) ?? Partition(context.Folds, input) ?? Folds.Stratified(DefaultCount, context.Seed).Split(input);
    }

    private static IReadOnlyList<Fold>? Partition(IFolds folds, FoldInput input)
    {
        try
        {
            IReadOnlyList<Fold> splits = folds.Split(input);
            int[] times = new int[input.Labels.Length];
            foreach (Fold fold in splits)
            {
                foreach (int row in fold.ValidationRows) times[row]++;
            }

            return times.AsSpan().ContainsAnyExcept(1) ? null : splits;
        }
        catch (FraudMlException)
        {
            // Inner folds were chosen for whole data sets: a part of one, such as a week of it, may be too small for them.
            return null;
        }
    }
}
