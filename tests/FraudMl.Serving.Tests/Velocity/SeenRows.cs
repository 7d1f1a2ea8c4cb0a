namespace FraudMl.Serving.Tests;

/// <summary>Keeps the inputs and the probability of every scored row, bit by bit.</summary>
internal sealed class SeenRows : IScoringObserver
{
    public List<(int[] Inputs, long Probability)> Rows { get; } = [];

    public void Scored(in ScoredBlock rows)
    {
        for (int row = 0; row < rows.Session.RowCount; row++)
        {
            var bits = new int[rows.Session.Model.Inputs.Count];
            for (int i = 0; i < bits.Length; i++) bits[i] = BitConverter.SingleToInt32Bits(rows.Session.Numbers(i)[row]);
            lock (Rows) Rows.Add((bits, BitConverter.DoubleToInt64Bits(rows.Session.Probabilities[row])));
        }
    }

    /// <summary>Returns how many features and scores differ in a bit from those of the batch.</summary>
    public int Differences(FraudModel model, Dataset batch)
    {
        double[] scores = model.Score(batch);
        float[][] inputs = [.. model.Inputs.Select(input => ((NumberColumn)batch[input.Name]).Values.ToArray())];
        int differing = Math.Abs(batch.RowCount - Rows.Count);
        for (int row = 0; row < Math.Min(batch.RowCount, Rows.Count); row++)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (Rows[row].Inputs[i] != BitConverter.SingleToInt32Bits(inputs[i][row])) differing++;
            }

            if (Rows[row].Probability != BitConverter.DoubleToInt64Bits(scores[row])) differing++;
        }

        return differing;
    }
}
