namespace FraudMl;

/// <summary>One day of card precision.</summary>
/// <param name="Day">The day, as given.</param>
/// <param name="CardCount">The cards that were seen and not caught on an earlier day.</param>
/// <param name="FraudCardCount">The compromised ones among them.</param>
/// <param name="CaughtCount">The compromised ones among those checked.</param>
/// <param name="Precision">Caught cards divided by the number of checks a day.</param>
/// <param name="Recall">Caught cards divided by compromised ones; NaN when there were none.</param>
public sealed record CardPrecisionDay(int Day, int CardCount, int FraudCardCount, int CaughtCount, double Precision, double Recall);
