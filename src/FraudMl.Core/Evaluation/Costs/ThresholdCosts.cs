using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The total cost of each single threshold, in one pass over sorted rows.</summary>
internal static class ThresholdCosts
{
    public static double[] Of(RankedRows rows, ScoreGroups groups)
    {
        double flagNothing = TensorPrimitives.Dot<double>(rows.Frauds.Weights, rows.Frauds.PassCosts!);
        var costs = new double[groups.Count];
        double change = 0;
        int fraud = 0, legit = 0;
        for (int group = 0; group < costs.Length; group++)
        {
            for (; fraud < groups.FraudEnds[group]; fraud++)
                change += rows.Frauds.Weights[fraud] * (rows.Frauds.ReviewCosts![fraud] - rows.Frauds.PassCosts![fraud]);
            for (; legit < groups.LegitEnds[group]; legit++)
                change += rows.Legits.Weights[legit] * rows.Legits.ReviewCosts![legit];
            costs[group] = flagNothing + change;
        }
        return costs;
    }

    /// <summary>Returns the cost of the frauds at or above each threshold.</summary>
    public static double[] Caught(RankedRows rows, ScoreGroups groups)
    {
        var caught = new double[groups.Count];
        double sum = 0;
        for (int group = 0, fraud = 0; group < caught.Length; group++)
        {
            for (; fraud < groups.FraudEnds[group]; fraud++) sum += rows.Frauds.Weights[fraud] * rows.Frauds.PassCosts![fraud];
            caught[group] = sum;
        }
        return caught;
    }

    /// <summary>Returns the cheapest threshold and its cost; of equal ones the highest. Infinity flags nothing.</summary>
    public static (double Threshold, double Cost) Best(ScoreSweep sweep, double flagNothing)
    {
        (double Threshold, double Cost) best = (double.PositiveInfinity, flagNothing);
        for (int i = 0; i < sweep.Count; i++)
        {
            if (sweep.Costs![i] < best.Cost) best = (sweep.Thresholds[i], sweep.Costs[i]);
        }
        return best;
    }
}
