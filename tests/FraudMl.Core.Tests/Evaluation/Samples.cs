namespace FraudMl.Tests;

/// <summary>Seeded rows with ties, amounts and a fraud share of about 5 %.</summary>
internal static class Samples
{
    public static ScoredRows Rows(int count, int seed, ScoredRowsOptions? options = null)
    {
        var random = new Random(seed);
        var labels = new bool[count];
        double[] scores = new double[count], amounts = new double[count], reviews = new double[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextDouble() < 0.05;
            scores[i] = Math.Round(Math.Clamp((labels[i] ? 0.35 : 0) + 0.6 * random.NextDouble(), 0, 1), 3);
            amounts[i] = Math.Round(200 * random.NextDouble(), 2);
            reviews[i] = 5;
        }
        return new(labels, scores, (options ?? new()) with { Costs = new(amounts, reviews) });
    }
}
