using System.Globalization;

namespace FraudMl;

/// <summary>How many rows a target asks for; fractions of a row are cut off as imbalanced-learn does, but 0.29
/// of 100 rows are 29.</summary>
internal static class TargetCounts
{
    /// <summary>Returns the rows to add to each class.</summary>
    public static ClassCounts ToAdd(string who, ResamplingOptions options, ClassCounts have)
    {
        if (Explicit(options, have) is { } wanted)
        {
            Refuse(who, "at least", wanted, have, (want, has) => want < has);
            return new ClassCounts(wanted.Frauds - have.Frauds, wanted.Legitimate - have.Legitimate);
        }

        (bool smaller, int minority, int majority) = Ordered(have);
        int count = Shares.Floor(options.TargetRatio, majority) - minority;
        return count > 0 ? default(ClassCounts).With(smaller, count) : throw Exceeded(who, options.TargetRatio, minority, majority);
    }

    /// <summary>Returns the rows to keep of each class.</summary>
    public static ClassCounts ToKeep(string who, ResamplingOptions options, ClassCounts have)
    {
        if (Explicit(options, have) is { } wanted)
        {
            Refuse(who, "at most", wanted, have, (want, has) => want > has);
            return wanted;
        }

        (bool smaller, int minority, int majority) = Ordered(have);
        double count = Shares.MostWith(minority, options.TargetRatio);
        return count <= majority ? have.With(!smaller, (int)count) : throw Exceeded(who, options.TargetRatio, minority, majority);
    }

    /// <summary>Throws when the rows would be more than a matrix holds.</summary>
    public static void RequireRoom(string who, int rows, int added, int columns)
    {
        long values = ((long)rows + added) * columns;
        if (values > Array.MaxLength)
            throw new FraudMlException($"{who} would make {values} values, and a matrix holds {Array.MaxLength}. Lower TargetRatio, or "
                + $"train on fewer rows or columns.");
    }

    private static ClassCounts? Explicit(ResamplingOptions options, ClassCounts have) =>
        options is { FraudTarget: null, LegitimateTarget: null }
        ? null
        : new ClassCounts(options.FraudTarget ?? have.Frauds, options.LegitimateTarget ?? have.Legitimate);

    // Of two equal classes the legitimate one counts as the smaller, as in imbalanced-learn.
    private static (bool Smaller, int Minority, int Majority) Ordered(ClassCounts have) =>
        have.Frauds < have.Legitimate ? (true, have.Frauds, have.Legitimate) : (false, have.Legitimate, have.Frauds);

    private static void Refuse(string who, string rule, ClassCounts wanted, ClassCounts have, Func<int, int, bool> isBroken)
    {
        List<string> problems = [];
        if (isBroken(wanted.Frauds, have.Frauds))
            problems.Add($"FraudTarget must be {rule} the {have.Frauds} frauds there are. Got {wanted.Frauds} instead.");
        if (isBroken(wanted.Legitimate, have.Legitimate))
            problems.Add($"LegitimateTarget must be {rule} the {have.Legitimate} legitimate rows there are. "
                + $"Got {wanted.Legitimate} instead.");
        if (problems.Count > 0) throw new FraudMlException($"{who} can't reach its target counts", problems);
    }

    private static FraudMlException Exceeded(string who, double targetRatio, int minority, int majority) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{who} has nothing to do for TargetRatio {targetRatio}: the training data already has {minority} rows of the smaller class "
        + $"to {majority} of the larger, a ratio of {(double)minority / majority:0.####}. Raise it, or leave the resampler out."));
}
