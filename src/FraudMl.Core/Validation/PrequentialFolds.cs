using System.Globalization;

namespace FraudMl;

/// <summary>
/// Folds that repeat what happens in production: train on some days, wait until their labels are known, validate on the next days, go on.
/// Le Borgne et al., Reproducible Machine Learning for Credit Card Fraud Detection, 2022, chapter 5.
/// </summary>
[DefinedAs("Folds.Prequential")]
internal sealed class PrequentialFolds(PrequentialOptions options) : IFolds
{
    private const long Day = 86_400_000_000;
    private readonly int _training = options.Training.Days;
    private readonly int _delay = options.LabelDelay.Days;
    private readonly int _validation = options.Validation.Days;

    public string Name => $"Prequential({options.Count}, {_training} + {_delay} + {_validation} "
        + $"days{(options.CardKey is { } key ? $", without known {key}" : "")})";

    public ValidatedOptions Options => options;

    public IFolds With(ValidatedOptions other) => new PrequentialFolds(other.As<PrequentialOptions>(Name));

    public override string ToString() => Name;

    public IReadOnlyList<Fold> Split(FoldInput rows)
    {
        int count = options.Count;
        ReadOnlySpan<bool> labels = rows.Labels.Span;
        FoldRules.RequireBothClasses(labels, Name);
        int[] days = Days(FoldRules.RequireTimes(rows, Name));
        int span = _training + _delay + _validation;
        int start = options.Start is { } given ? DayOf(UtcTime.Microseconds(given)) : days.Max() + 1 - span - ((count - 1) * _validation);
        int[]? cards = options.CardKey is { } key ? FoldEntities.Of(rows, key, Name).EntityOf : null;
        Fold[] folds = [.. Enumerable.Range(0, count).Select(fold => Cut(days, rows.Labels, cards, start + (fold * _validation)))];
        string covered = string.Create(CultureInfo.InvariantCulture,
            $"the data covers {days.Max() + 1 - days.Min()} days where {span + ((count - 1) * _validation)} are used");
        FoldRules.RequireBothClasses(folds, labels, Name, covered);
        return folds;
    }

    /// <summary>Holds back the last days. The label delay lies before them where it leaves at least half of the days; a window as short as
    /// the delay has no room for it.</summary>
    public Fold HoldOut(FoldInput rows, double share, int seed)
    {
        int[] days = Days(FoldRules.RequireTimes(rows, Name)), latest = [.. days.OrderDescending()];
        int count = FraudMl.HoldOut.TestCount(share, days.Length), first = latest[count - 1], span = latest[0] - latest[^1] + 1;
        int end = 2 * (first - _delay - latest[^1]) >= span ? first - _delay : first;
        int[] RowsWhere(Func<int, bool> belongs) => [.. Enumerable.Range(0, days.Length).Where(row => belongs(days[row]))];
        var held = new Fold(RowsWhere(day => day < end), RowsWhere(day => day >= first));
        FoldRules.RequireBothClasses(held, rows.Labels.Span, Name);
        return held;
    }

    private Fold Cut(int[] days, ReadOnlyMemory<bool> labels, int[]? cards, int start)
    {
        int[] training = [.. Enumerable.Range(0, days.Length).Where(row => days[row] >= start && days[row] < start + _training)];
        if (training.Length == 0) return new Fold([], []);

        // As in the book, validation counts from the first day that has training rows.
        int firstTraining = training.Min(row => days[row]), first = firstTraining + _training + _delay;
        int[] validation = [.. Enumerable.Range(0, days.Length).Where(row => days[row] >= first && days[row] < first + _validation)];
        if (cards is null) return new Fold(training, validation);
        Dictionary<int, int> knownFrom = KnownFrom(days, labels.Span, cards, firstTraining, training);
        ILookup<bool, int> rows = validation.ToLookup(
            row => knownFrom.TryGetValue(cards[row], out int known) && days[row] - first >= known);
        return new Fold(training, [.. rows[false]]) { KnownRows = [.. rows[true]] };
    }

    // A card is known from the first validation day on by a training fraud, and from day d on by a fraud d days after the last training
    // day. That is one day later than the delay would allow, and what the published figures were measured with.
    private Dictionary<int, int> KnownFrom(int[] days, ReadOnlySpan<bool> labels, int[] cards, int firstTraining, int[] training)
    {
        var knownFrom = new Dictionary<int, int>();
        foreach (int row in training)
        {
            if (labels[row]) knownFrom[cards[row]] = 0;
        }

        for (int row = 0; row < days.Length; row++)
        {
            int from = days[row] - (firstTraining + _training - 1);
            if (labels[row] && from >= 0 && from < _validation && !(knownFrom.TryGetValue(cards[row], out int known) && known <= from))
                knownFrom[cards[row]] = from;
        }

        return knownFrom;
    }

    private static int[] Days(ReadOnlySpan<long> times)
    {
        int[] days = new int[times.Length];
        for (int row = 0; row < days.Length; row++) days[row] = DayOf(times[row]);
        return days;
    }

    private static int DayOf(long microseconds) => (int)Math.Floor((decimal)microseconds / Day);
}
