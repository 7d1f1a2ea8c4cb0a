namespace FraudMl.Serving;

/// <summary>What two models made of a transaction, what it would have cost, and whether it was a fraud once that is known.</summary>
internal readonly record struct ScoredPair(
    double Champion, double Challenger, bool ChampionFlags, bool ChallengerFlags, double MissedFraud, double Review, bool? IsFraud = null);

/// <summary>The last transactions that two models scored, by id.</summary>
internal sealed class LabelledPairs(int capacity)
{
    private readonly Dictionary<string, ScoredPair> _pairs = [];
    private readonly Queue<string> _byTime = new();

    public void Add(string id, ScoredPair pair)
    {
        // The same transaction once more: what was decided last counts, and a label that is known stays.
        if (_pairs.TryGetValue(id, out ScoredPair known)) pair = pair with { IsFraud = known.IsFraud };
        else _byTime.Enqueue(id);
        _pairs[id] = pair;
        if (_byTime.Count > capacity) _pairs.Remove(_byTime.Dequeue());
    }

    public void Label(string id, bool isFraud)
    {
        if (_pairs.TryGetValue(id, out ScoredPair pair)) _pairs[id] = pair with { IsFraud = isFraud };
    }

    public ScoredPair[] Labelled() => [.. _pairs.Values.Where(pair => pair.IsFraud is not null)];

    public void Clear()
    {
        _pairs.Clear();
        _byTime.Clear();
    }
}
