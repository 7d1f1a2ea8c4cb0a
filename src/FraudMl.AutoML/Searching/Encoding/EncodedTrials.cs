using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Trials as points of a space; each is encoded once.</summary>
internal sealed class EncodedTrials(EncodedSpace space)
{
    private SearchTrial?[] _known = [];
    private double[]?[] _points = [];

    /// <summary>Returns the point of each trial, null where a trial is none of this space; the array is good until the next call.</summary>
    public double[]?[] Of(IReadOnlyList<SearchTrial> history)
    {
        ReadOnlySpan<SearchTrial> trials = Span(history);
        if (_known.Length != trials.Length)
        {
            Array.Resize(ref _known, trials.Length);
            Array.Resize(ref _points, trials.Length);
        }

        for (int i = 0; i < trials.Length; i++)
        {
            SearchTrial trial = trials[i];
            if (ReferenceEquals(_known[i], trial)) continue;
            if (!ReferenceEquals(_known[i]?.Parameters, trial.Parameters)) _points[i] = space.Encode(trial.Parameters);
            _known[i] = trial;
        }

        return _points;
    }

    /// <summary>Returns trials as a span, which is read many times as fast.</summary>
    public static ReadOnlySpan<SearchTrial> Span(IReadOnlyList<SearchTrial> history) => history switch
    {
        SearchTrial[] array => array,
        List<SearchTrial> list => CollectionsMarshal.AsSpan(list),
        _ => history.ToArray(),
    };
}
