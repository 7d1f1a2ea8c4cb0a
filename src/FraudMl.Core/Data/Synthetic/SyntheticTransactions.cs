namespace FraudMl;

/// <summary>Seeded generators of made-up transactions, for first steps, samples and tests.</summary>
public static partial class SyntheticTransactions
{
    /// <summary>Returns made-up card transactions in the layout of the ULB data set: <c>Time,V1..V28,Amount,Class</c>.</summary>
    /// <remarks>
    /// Two days with a daily cycle, time-ordered. Frauds come in three kinds: shifted along a few components, which a linear model
    /// finds; products of two components, which only a non-linear one finds; and some that look like any other transaction.
    /// <c>Time</c>, in seconds, is both timestamp and feature.
    /// </remarks>
    /// <param name="options">The options.</param>
    /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
    public static Dataset CreditCard(SyntheticOptions? options = null)
    {
        options ??= new SyntheticOptions();
        options.Validate();
        var random = new Random(options.Seed);
        float[] times = Times(options.RowCount, random);
        bool[] frauds = Frauds(options, random);
        var components = new float[SyntheticCard.ComponentCount][];
        for (int i = 0; i < components.Length; i++) components[i] = new float[options.RowCount];
        var amounts = new float[options.RowCount];
        var row = new double[SyntheticCard.ComponentCount];
        for (int i = 0; i < amounts.Length; i++)
        {
            amounts[i] = (float)SyntheticCard.Draw(random, frauds[i], row);
            for (int component = 0; component < row.Length; component++) components[component][i] = (float)row[component];
        }

        return new Dataset(
        [
            new NumberColumn("Time", times, ColumnRoles.Timestamp | ColumnRoles.Feature),
            .. components.Select((values, i) => new NumberColumn($"V{i + 1}", values)),
            new NumberColumn("Amount", amounts),
            new NumberColumn("Class", Array.ConvertAll(frauds, fraud => fraud ? 1f : 0f), ColumnRoles.Label),
        ],
        "synthetic credit card transactions");
    }

    private static float[] Times(int rowCount, Random random)
    {
        var times = new float[rowCount];
        for (int i = 0; i < times.Length; i++) times[i] = SyntheticCard.Second(random);
        Array.Sort(times);
        return times;
    }

    private static bool[] Frauds(SyntheticOptions options, Random random)
    {
        var frauds = new bool[options.RowCount];
        frauds.AsSpan(0, Math.Max(1, Shares.Round(options.FraudRatio, options.RowCount))).Fill(true);
        random.Shuffle(frauds);
        return frauds;
    }
}
