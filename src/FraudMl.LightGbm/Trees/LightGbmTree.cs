using System.Globalization;

namespace FraudMl;

/// <summary>Translates one tree of LightGBM's text format; rules as in its <c>Tree::NumericalDecision</c> and
/// <c>Tree::CategoricalDecision</c>.</summary>
internal static class LightGbmTree
{
    // Between ± this number (1e-35 as a float) LightGBM takes every value for 0.
    private const double ZeroThreshold = 1e-35f;
    private const int CategoricalBit = 1;
    private const int DefaultLeftBit = 2;

    public static SplitTree Parse(IReadOnlyDictionary<string, string> tree)
    {
        double[] leaves = Numbers(tree, "leaf_value");
        if (leaves.Length == 1) return new SplitTree([], [], [], [], leaves) { LeafCovers = Covers(tree, "leaf_count", 1) };
        int[] kinds = Integers(tree, "decision_type");
        double[] thresholds = Numbers(tree, "threshold");
        uint[]?[]? categories = Categories(tree, kinds, thresholds);
        return new SplitTree(
            Integers(tree, "split_feature"),
            [.. thresholds.Select((threshold, i) => categories?[i] is null ? Threshold(threshold) : 0)],
            Integers(tree, "left_child"), Integers(tree, "right_child"), leaves)
        {
            MissingLeft = [.. kinds.Select((kind, i) => (kind & CategoricalBit) == 0 && MissingLeft(kind, thresholds[i]))],
            Categories = categories,
            SplitCovers = Covers(tree, "internal_count", kinds.Length),
            LeafCovers = Covers(tree, "leaf_count", leaves.Length),
        };
    }

    /// <summary>Rounds down: a float is at most a double exactly when it is at most the largest float that is.</summary>
    internal static float Threshold(double threshold)
    {
        if (threshold < 0 && threshold >= -ZeroThreshold) return MathF.BitDecrement((float)-ZeroThreshold);
        if (threshold >= 0 && threshold < ZeroThreshold) return (float)ZeroThreshold;
        return SplitTree.Threshold(threshold);
    }

    // Missing kinds: 0 none was seen in training, and NaN counts as 0; 1 zeros are missing, which is never asked for; 2 NaN.
    private static bool MissingLeft(int kind, double threshold)
    {
        int missing = (kind >> 2) & 3;
        if (missing == 1) throw new FraudMlException("This LightGBM model takes zeros for missing, which can't be read.");
        return missing == 2 ? (kind & DefaultLeftBit) != 0 : 0 <= threshold;
    }

    // The threshold of a split by categories is the number of its set; cat_boundaries says which words of cat_threshold are its bits.
    private static uint[]?[]? Categories(IReadOnlyDictionary<string, string> tree, int[] kinds, double[] sets)
    {
        if (!Array.Exists(kinds, kind => (kind & CategoricalBit) != 0)) return null;
        int[] boundaries = Integers(tree, "cat_boundaries");
        uint[] words = Array.ConvertAll(Words(tree, "cat_threshold"), word => uint.Parse(word, CultureInfo.InvariantCulture));
        return [.. kinds.Zip(sets,
            (kind, set) => (kind & CategoricalBit) == 0 ? null : words[boundaries[(int)set]..boundaries[(int)set + 1]])];
    }

    private static double[] Covers(IReadOnlyDictionary<string, string> tree, string key, int count) =>
        tree.TryGetValue(key, out string? text) && text.Length > 0 ? Numbers(tree, key) : new double[count];

    private static double[] Numbers(IReadOnlyDictionary<string, string> tree, string key) =>
        Array.ConvertAll(Words(tree, key), Number);

    // A split of missing from present values has the threshold inf.
    private static double Number(string word) => word switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(word, CultureInfo.InvariantCulture),
    };

    private static int[] Integers(IReadOnlyDictionary<string, string> tree, string key) =>
        Array.ConvertAll(Words(tree, key), word => int.Parse(word, CultureInfo.InvariantCulture));

    private static string[] Words(IReadOnlyDictionary<string, string> tree, string key) => tree.TryGetValue(key, out string? text)
        ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        : throw new FraudMlException($"LightGBM's model text has a tree without '{key}'. Use the LightGBM version that this package "
            + $"references.");
}
