namespace FraudMl;

/// <summary>A split: rows in a bin up to one go left. Its gain is by how much Σ weight · (y − mean)² falls; 0 for no split.</summary>
internal readonly record struct Split(double Gain, int Feature, int Bin, float Threshold, bool MissingLeft, bool HasMissing);

/// <summary>Finds the best split of a leaf by a feature, from a histogram over the feature's bins.</summary>
internal sealed class SplitSearch(FeatureBins bins, int minimumRowsPerLeaf)
{
    private Sums[] _histogram = [];
    private ushort[] _present = [];

    public Split Best(int feature, TreeRows rows, int start, int end, double weight, double frauds)
    {
        int binCount = bins.CountOf(feature);
        if (_histogram.Length <= binCount) (_histogram, _present) = (new Sums[binCount + 1], new ushort[binCount + 1]);
        int presentCount = Fill(bins.CodesOf(feature), binCount, rows, start, end);
        Sums missing = _histogram[binCount], all = new() { Weight = weight, Frauds = frauds, Count = end - start };
        Split best = default;
        for (int side = missing.Count > 0 ? 1 : 0; side >= 0; side--)
        {
            bool missingLeft = side == 1;
            Sums left = missingLeft ? missing : default;
            for (int i = 0; i < presentCount; i++)
            {
                left.Add(_histogram[_present[i]]);
                int rightCount = all.Count - left.Count;
                if (rightCount < minimumRowsPerLeaf) break;
                if (left.Count < minimumRowsPerLeaf) continue;
                double rightWeight = all.Weight - left.Weight, rightFrauds = all.Frauds - left.Frauds;
                double gain = (left.Frauds * left.Frauds / left.Weight) + (rightFrauds * rightFrauds / rightWeight)
                    - (frauds * frauds / weight);
                if (gain <= best.Gain) continue;
                float threshold = i + 1 < presentCount ? bins.Threshold(feature, _present[i], _present[i + 1])
                    : bins.HighestOf(feature, _present[i]);
                best = new Split(gain, feature, _present[i], threshold, missingLeft, missing.Count > 0);
            }
        }

        return best;
    }

    // In few rows, only the bins that they are in are cleared and listed.
    private int Fill(ushort[] codes, int binCount, TreeRows rows, int start, int end)
    {
        int presentCount = 0;
        bool few = end - start < binCount / 4;
        if (few)
        {
            for (int i = start; i < end; i++) _present[presentCount++] = codes[rows.Indices[i]];
            Span<ushort> present = _present.AsSpan(0, presentCount);
            present.Sort();
            presentCount = 0;
            for (int i = 0; i < present.Length; i++)
            {
                _histogram[present[i]] = default;
                if (present[i] < binCount && (i == 0 || present[i] != present[i - 1])) present[presentCount++] = present[i];
            }

            _histogram[binCount] = default;
        }
        else
        {
            Array.Clear(_histogram, 0, binCount + 1);
        }

        for (int i = start; i < end; i++)
        {
            ref Sums sums = ref _histogram[codes[rows.Indices[i]]];
            sums.Weight += rows.Weights[i];
            sums.Frauds += rows.Frauds[i];
            sums.Count++;
        }

        for (int bin = 0; !few && bin < binCount; bin++)
        {
            if (_histogram[bin].Count > 0) _present[presentCount++] = (ushort)bin;
        }

        return presentCount;
    }

    private struct Sums
    {
        public double Weight;
        public double Frauds;
        public int Count;

        public void Add(in Sums other)
        {
            Weight += other.Weight;
            Frauds += other.Frauds;
            Count += other.Count;
        }
    }
}
