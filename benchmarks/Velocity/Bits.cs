using FraudMl;
using FraudMl.Serving;

namespace VelocityBench;

/// <summary>The inputs and probabilities of all scored rows in their order, bit by bit.</summary>
internal sealed class Bits(int mostRows, int inputCount) : IScoringObserver
{
    private readonly int[][] _inputs = [.. Enumerable.Range(0, inputCount).Select(_ => new int[mostRows])];
    private readonly long[] _probabilities = new long[mostRows];

    public int RowCount { get; private set; }

    public void Scored(in ScoredBlock rows)
    {
        for (int i = 0; i < inputCount; i++)
        {
            ReadOnlySpan<float> values = rows.Session.Numbers(i);
            for (int row = 0; row < values.Length; row++) _inputs[i][RowCount + row] = BitConverter.SingleToInt32Bits(values[row]);
        }

        ReadOnlySpan<double> probabilities = rows.Session.Probabilities;
        for (int row = 0; row < probabilities.Length; row++)
            _probabilities[RowCount + row] = BitConverter.DoubleToInt64Bits(probabilities[row]);
        RowCount += rows.Session.RowCount;
    }

    /// <summary>Returns how many features and scores differ from those of the batch.</summary>
    public long Differences(FraudModel model, Dataset batch)
    {
        double[] scores = model.Score(batch);
        long differing = 0;
        for (int i = 0; i < inputCount; i++)
        {
            ReadOnlySpan<float> values = ((NumberColumn)batch[model.Inputs[i].Name]).Values;
            for (int row = 0; row < RowCount; row++) differing += BitConverter.SingleToInt32Bits(values[row]) == _inputs[i][row] ? 0 : 1;
        }

        for (int row = 0; row < RowCount; row++) differing += BitConverter.DoubleToInt64Bits(scores[row]) == _probabilities[row] ? 0 : 1;
        return differing;
    }
}
