using System.Globalization;

namespace FraudMl;

/// <summary>Hyperband (Li et al., JMLR 18, 2018): brackets of successive halving that begin later and later.</summary>
internal sealed class HyperbandPruner(HyperbandPrunerOptions options) : IPruner
{
    private readonly int[] _shares = Shares(options);

    public string Name => "hyperband";

    public IReadOnlyList<int>? FollowedIterations { get; } =
        new Rungs(options.MinimumFoldCount, options.MinimumIterationCount, options.ReductionFactor).Iterations;

    public TrialDirective Judge(in TrialProgress progress)
    {
        int bracket = BracketOf(progress.Parameters);
        int late = 1;
        for (int i = 0; i < bracket; i++) late *= options.ReductionFactor;
        // A first rung beyond the last fold would leave folds unjudged.
        var rungs = new Rungs(options.MinimumFoldCount, options.MinimumIterationCount * late, options.ReductionFactor);
        return rungs.Judge(progress, progress.History.Where(trial => BracketOf(trial.Parameters) == bracket));
    }

    /// <summary>Returns the bracket of a trial, from 0; its parameters decide, so that it is the same whoever asks.</summary>
    internal int BracketOf(ParameterSet parameters)
    {
        ulong place = Hash(parameters) % (ulong)_shares.Sum();
        int bracket = 0;
        while (place >= (ulong)_shares[bracket]) place -= (ulong)_shares[bracket++];
        return bracket;
    }

    // ⌈(s_max + 1) / (s + 1) · ηˢ⌉ trials in the bracket that begins s rungs before the last.
    private static int[] Shares(HyperbandPrunerOptions options)
    {
        int count = 1;
        for (long last = options.MinimumIterationCount; (last *= options.ReductionFactor) <= options.MaximumIterationCount;) count++;
        return [.. Enumerable.Range(0, count).Select(bracket =>
            (int)Math.Ceiling(count * Math.Pow(options.ReductionFactor, count - 1 - bracket) / (count - bracket)))];
    }

    private static ulong Hash(ParameterSet parameters)
    {
        ulong hash = TextHash.Empty;
        foreach ((string name, object value) in parameters.Values)
            hash = TextHash.Append<char>(hash, string.Create(CultureInfo.InvariantCulture, $"{name}={value};"));
        return hash ^ (hash >> 32);
    }

    public override string ToString() => $"{Name}: {options}";
}
