using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>Consecutive groups of rows by descending score: the lowest score of each and the ranks at which it
/// ends in either class.</summary>
internal sealed record ScoreGroups(double[] Thresholds, int[] FraudEnds, int[] LegitEnds)
{
    public int Count => Thresholds.Length;

    /// <summary>Merges two descending lists; equal scores (-0.0 equals 0.0) enter together, so row order never matters.</summary>
    public static ScoreGroups Of(ReadOnlySpan<double> frauds, ReadOnlySpan<double> legits, bool mergeWithoutFraud)
    {
        // Between two frauds there is one merged group at most.
        int most = mergeWithoutFraud ? (int)Math.Min((2L * frauds.Length) + 1, frauds.Length + legits.Length)
            : frauds.Length + legits.Length;
        var thresholds = new double[most];
        int[] fraudEnds = new int[most], legitEnds = new int[most];
        int fraud = 0, legit = 0, count = 0;
        bool previousWithoutFraud = false;
        while (fraud < frauds.Length || legit < legits.Length)
        {
            double score = fraud == frauds.Length ? legits[legit]
                : legit == legits.Length ? frauds[fraud]
                : Math.Max(frauds[fraud], legits[legit]);
            int before = fraud;
            while (fraud < frauds.Length && frauds[fraud] == score) fraud++;
            while (legit < legits.Length && legits[legit] == score) legit++;
            bool withoutFraud = fraud == before;
            if (mergeWithoutFraud && withoutFraud && previousWithoutFraud)
            {
                thresholds[count - 1] = score;
                legitEnds[count - 1] = legit;
                continue;
            }
            thresholds[count] = score;
            fraudEnds[count] = fraud;
            legitEnds[count++] = legit;
            previousWithoutFraud = withoutFraud;
        }
        if (count == most) return new(thresholds, fraudEnds, legitEnds);
        return new(thresholds[..count], fraudEnds[..count], legitEnds[..count]);
    }

    /// <summary>Returns the running weight at the end of each group.</summary>
    public static void Accumulate(ReadOnlySpan<double> weights, ReadOnlySpan<int> ends, Span<double> running)
    {
        double sum = 0;
        int rank = 0;
        for (int group = 0; group < ends.Length; group++)
        {
            // A group is one row or, between two frauds, hundreds; only those are worth a vectorized sum.
            if (ends[group] - rank >= 16) sum += TensorPrimitives.Sum(weights[rank..ends[group]]);
            else foreach (double weight in weights[rank..ends[group]]) sum += weight;
            rank = ends[group];
            running[group] = sum;
        }
    }
}
