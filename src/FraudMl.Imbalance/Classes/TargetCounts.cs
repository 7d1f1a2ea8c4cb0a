using System.Globalization;

namespace FraudMl;

/// <summary>How many rows a target ratio (minority / majority after) asks for; fractions are cut off, as imbalanced-learn does.</summary>
internal static class TargetCounts
{
    /// <summary>Returns the rows to add to the smaller class.</summary>
    public static int ToAdd(string who, double targetRatio, int minority, int majority, int columns)
    {
        int count = (int)((targetRatio * majority) - minority);
        long values = ((long)minority + majority + count) * columns;
        if (values > Array.MaxLength)
            throw new FraudMlException($"{who} would make {values} values, and a matrix holds {Array.MaxLength}. Lower TargetRatio, or train on fewer rows or columns.");
        return count > 0 ? count : throw Exceeded(who, targetRatio, minority, majority);
    }

    /// <summary>Returns the rows to keep of the larger class.</summary>
    public static int ToKeep(string who, double targetRatio, int minority, int majority)
    {
        double count = Math.Truncate(minority / targetRatio);
        return count <= majority ? (int)count : throw Exceeded(who, targetRatio, minority, majority);
    }

    private static FraudMlException Exceeded(string who, double targetRatio, int minority, int majority) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{who} has nothing to do for TargetRatio {targetRatio}: the training data already has {minority} rows of the smaller class to {majority} of the larger, a ratio of {(double)minority / majority:0.####}. Raise it, or leave the resampler out."));
}
