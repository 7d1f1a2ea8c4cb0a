using static System.FormattableString;

namespace FraudMl.Evaluations;

/// <summary>How many compromised cards a team finds that checks the k riskiest cards every day (Le Borgne et al. 2022, "Fraud
/// Detection Handbook").</summary>
/// <remarks>A card has the largest score of its day's transactions and is compromised when one of them is a fraud. A card caught
/// once leaves later days.</remarks>
/// <param name="CheckCount">The cards checked a day, k.</param>
/// <param name="Days">The days, ascending.</param>
/// <param name="Mean">The mean precision over the days: CP@k.</param>
/// <param name="Recall">Caught cards divided by compromised ones, summed over the days; NaN when there were none.</param>
/// <param name="Ceiling">The mean precision of one who knows the frauds: no model can get more.</param>
public sealed record CardPrecision(int CheckCount, IReadOnlyList<CardPrecisionDay> Days, double Mean, double Recall, double Ceiling)
{
    /// <summary>Returns the card precision of scored transactions.</summary>
    /// <param name="labels">True where the transaction is a fraud.</param>
    /// <param name="scores">The score of each transaction; finite.</param>
    /// <param name="days">The day of each transaction.</param>
    /// <param name="cards">The card or customer of each transaction; of equal scores the smaller number is checked first.</param>
    /// <param name="checkCount">The cards checked a day, at least 1. Default 100.</param>
    /// <exception cref="FraudMlException">Thrown with every problem when lengths differ, a score is not finite
    /// or there is no row.</exception>
    public static CardPrecision Of(
        ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<int> days, ReadOnlySpan<int> cards, int checkCount = 100)
    {
        Check(labels, scores, days, cards, checkCount);
        List<CardPrecisionDay> found = CardDays.Walk(labels, scores, days, cards, checkCount);
        double[] known = new double[labels.Length];
        for (int row = 0; row < known.Length; row++) known[row] = labels[row] ? 1 : 0;
        double ceiling = CardDays.Walk(labels, known, days, cards, checkCount).Average(day => day.Precision);
        double frauds = found.Sum(day => day.FraudCardCount), caught = found.Sum(day => day.CaughtCount);
        return new(checkCount, found, found.Average(day => day.Precision), frauds > 0 ? caught / frauds : double.NaN, ceiling);
    }

    /// <summary>Returns the card precision of a scored dataset; days are those of its timestamps, from midnight to midnight.</summary>
    /// <param name="data">Labelled transactions with a timestamp.</param>
    /// <param name="scores">The score of each transaction; finite.</param>
    /// <param name="cardColumn">The column that tells the card or customer; text or number.</param>
    /// <param name="checkCount">The cards checked a day, at least 1. Default 100.</param>
    /// <exception cref="FraudMlException">Thrown when a column is missing, the card column is a timestamp, or a
    /// score is not finite.</exception>
    public static CardPrecision Of(Dataset data, ReadOnlySpan<double> scores, string cardColumn, int checkCount = 100)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Of(data.Labels, scores, CardDays.DaysOf(data.Timestamps), CardDays.CardsOf(data[cardColumn]), checkCount);
    }

    private static void Check(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<int> days, ReadOnlySpan<int> cards,
        int checkCount)
    {
        List<string> problems = [];
        if (labels.Length == 0) problems.Add("There must be at least one row. Got none.");
        if (checkCount < 1) problems.Add(Invariant($"The number of cards checked a day must be at least 1. Got {checkCount} instead."));
        ScoredRowsRules.SameLength(problems, "scores", scores.Length, labels.Length);
        ScoredRowsRules.SameLength(problems, "days", days.Length, labels.Length);
        ScoredRowsRules.SameLength(problems, "cards", cards.Length, labels.Length);
        ScoredRowsRules.CheckScores(problems, scores, ScoreKind.Margin);
        if (problems.Count > 0) throw new FraudMlException("The card precision can't be computed", problems);
    }

    /// <summary>Returns precision, recall and what was possible.</summary>
    public override string ToString() => Invariant(
        $"precision {Mean:0.####} (at most {Ceiling:0.####}), recall {Recall:0.####} at {CheckCount} cards a day over {Days.Count} days");
}

/// <summary>One day of card precision.</summary>
/// <param name="Day">The day, as given.</param>
/// <param name="CardCount">The cards that were seen and not caught on an earlier day.</param>
/// <param name="FraudCardCount">The compromised ones among them.</param>
/// <param name="CaughtCount">The compromised ones among those checked.</param>
/// <param name="Precision">Caught cards divided by the number of checks a day.</param>
/// <param name="Recall">Caught cards divided by compromised ones; NaN when there were none.</param>
public sealed record CardPrecisionDay(int Day, int CardCount, int FraudCardCount, int CaughtCount, double Precision, double Recall);
