namespace FraudMl;

/// <summary>The probabilities of a choice's values, moved by the weights of a generation, never below a margin.</summary>
internal sealed class ChoiceShares(int count)
{
    private readonly double[] _shares = [.. Enumerable.Repeat(1.0 / count, count)];

    public int Draw(double share)
    {
        for (int i = 0; i < _shares.Length - 1; i++)
        {
            if ((share -= _shares[i]) < 0) return i;
        }

        return _shares.Length - 1;
    }

    /// <summary>Moves towards the values of the better half of a generation; NaN is a trial that did not have the choice.</summary>
    public void Update(double[] ranked, IReadOnlyList<double> weights, double rate, double margin)
    {
        double present = 0;
        double[] better = new double[_shares.Length];
        for (int i = 0; i < ranked.Length; i++)
        {
            if (double.IsNaN(ranked[i]) || weights[i] <= 0) continue;
            better[(int)ranked[i]] += weights[i];
            present += weights[i];
        }

        double floor = margin / count, sum = 0;
        for (int i = 0; i < _shares.Length && present > 0; i++)
            sum += _shares[i] = Math.Max(floor, _shares[i] + (rate * (better[i] - (present * _shares[i]))));
        for (int i = 0; i < _shares.Length && present > 0; i++) _shares[i] /= sum;
    }
}
