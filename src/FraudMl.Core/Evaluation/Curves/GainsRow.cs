namespace FraudMl;

/// <summary>What the highest scores up to a decile catch; tied rows are taken in random order.</summary>
/// <param name="Decile">1 to 10.</param>
/// <param name="RowCount">The number of rows up to this decile.</param>
/// <param name="Gain">The share of all frauds among them.</param>
/// <param name="Lift">How many times more frauds they hold than as many random rows.</param>
public sealed record GainsRow(int Decile, int RowCount, double Gain, double Lift);
