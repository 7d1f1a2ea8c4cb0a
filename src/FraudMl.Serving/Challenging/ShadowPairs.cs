namespace FraudMl.Serving;

/// <summary>What two models made of the same transactions, and of those whose label came. Begins anew when either model changes.</summary>
internal sealed class ShadowPairs(int capacity, TimeProvider time)
{
    // Of a thousandth each: a quantile of the shift is known to half of that.
    private const int ShiftBins = 2_001;

    private static readonly double[] Levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    private readonly Lock _lock = new();
    private readonly long[] _shifts = new long[ShiftBins];
    private readonly LabelledPairs _labelled = new(capacity);
    private (ServedModel Champion, ServedModel Challenger)? _models;
    private DateTimeOffset _since;
    private long _rowCount, _bothCount, _neitherCount, _onlyChampionCount, _onlyChallengerCount, _shiftCount;
    private double _shiftSum, _absoluteSum, _largest;

    /// <summary>Adds scored rows; returns how many are decided otherwise.</summary>
    public int Add(ShadowBlock block)
    {
        ReadOnlySpan<bool> champion = block.Flags, challenger = FlagsOf(block.Session);
        ReadOnlySpan<double> before = block.Probabilities, after = block.Session.Probabilities;
        CostTable? costs = block.Session.Costs();
        bool areDecided = !champion.IsEmpty && !challenger.IsEmpty;
        int disagreements = 0;
        lock (_lock)
        {
            if (_models != (block.Champion, block.Challenger)) Begin(block.Champion, block.Challenger);
            for (int row = 0; row < before.Length; row++)
            {
                _rowCount++;
                Shift(after[row] - before[row]);
                if (areDecided && Count(champion[row], challenger[row])) disagreements++;
                if (block.IdOf(row) is { } id)
                {
                    _labelled.Add(id, new ScoredPair(before[row], after[row], areDecided && champion[row], areDecided && challenger[row],
                        costs?.MissedFraud[row] ?? double.NaN, costs?.Review[row] ?? double.NaN));
                }
            }
        }

        return disagreements;
    }

    /// <summary>Notes whether a transaction was a fraud; one that is not known is not noted.</summary>
    public void Label(string id, bool isFraud)
    {
        lock (_lock) _labelled.Label(id, isFraud);
    }

    public ShadowReport Report()
    {
        ShadowReport report;
        ScoredPair[] pairs;
        lock (_lock)
        {
            report = new ShadowReport("", ServedModelIdentity.Of(_models?.Champion), ServedModelIdentity.Of(_models?.Challenger),
                _models is null ? null : _since, _rowCount)
            {
                Decisions = _bothCount + _neitherCount + _onlyChampionCount + _onlyChallengerCount == 0
                    ? null
                    : new ShadowDecisions(_bothCount, _neitherCount, _onlyChampionCount, _onlyChallengerCount),
                Shift = _shiftCount == 0 ? null : new ShadowShift(
                    _shiftSum / _shiftCount, _absoluteSum / _shiftCount, _largest, [.. Levels.Select(Quantile)]),
            };
            pairs = _labelled.Labelled();
        }

        // The draws take their time; nobody waits for them but who asked.
        return report with { Labelled = ShadowOutcome.Of(pairs) };
    }

    private void Begin(ServedModel champion, ServedModel challenger)
    {
        _models = (champion, challenger);
        _since = time.GetUtcNow();
        _rowCount = _bothCount = _neitherCount = _onlyChampionCount = _onlyChallengerCount = _shiftCount = 0;
        _shiftSum = _absoluteSum = _largest = 0;
        Array.Clear(_shifts);
        _labelled.Clear();
    }

    private void Shift(double shift)
    {
        if (!double.IsFinite(shift)) return;
        _shiftCount++;
        _shiftSum += shift;
        _absoluteSum += Math.Abs(shift);
        if (Math.Abs(shift) > Math.Abs(_largest)) _largest = shift;
        _shifts[(int)Math.Round((shift + 1) / 2 * (ShiftBins - 1))]++;
    }

    private bool Count(bool champion, bool challenger)
    {
        if (champion && challenger) _bothCount++;
        else if (champion) _onlyChampionCount++;
        else if (challenger) _onlyChallengerCount++;
        else _neitherCount++;
        return champion != challenger;
    }

    private double Quantile(double level)
    {
        long rank = (long)Math.Ceiling(level * _shiftCount), seen = 0;
        for (int bin = 0; bin < ShiftBins; bin++)
        {
            seen += _shifts[bin];
            if (seen >= rank) return Math.Round(2.0 * bin / (ShiftBins - 1) - 1, 3);
        }

        return 1;
    }

    private static ReadOnlySpan<bool> FlagsOf(ScoringSession session)
    {
        try
        {
            return session.Flags;
        }
        catch (FraudMlException)
        {
            return [];
        }
    }
}
