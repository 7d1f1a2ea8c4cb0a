namespace FraudMl;

/// <summary>What a trial must show with less before it runs in full.</summary>
/// <remarks>
/// Folds and boosting rounds are fidelities of the pruners: <c>Pruners.SuccessiveHalving()</c> and <c>Pruners.Hyperband()</c>. This one is
/// of rows, for data that is large: the learner first sees every fraud and a sample of the other training rows, which weigh as much more as
/// others are missing, so that probabilities mean what they will. Features are made of all rows, and every rung is validated on
/// all rows of its folds. Only what ran in full has a score and can win.
/// </remarks>
public sealed record Fidelity
{
    private Fidelity(int rungCount, int reductionFactor)
    {
        ReductionFactor = reductionFactor;
        RowShares = [.. Enumerable.Range(0, rungCount).Select(rung => Math.Pow(reductionFactor, rung - rungCount))];
    }

    /// <value>η: a rung has so many times the rows of the one before, and one trial in so many goes on beyond it.</value>
    public int ReductionFactor { get; }

    /// <value>The shares of the legitimate training rows before the full run, ascending, in (0, 1).</value>
    public IReadOnlyList<double> RowShares { get; }

    /// <summary>Returns successive halving over growing samples of rows (ASHA, Li et al., MLSys 2020): at each rung the best 1 / η of the
    /// trials that reached it in earlier batches go on, and always the best.</summary>
    /// <param name="rungCount">How many rungs there are before the full run, in [1, 5]. Default 2.</param>
    /// <param name="reductionFactor">η, in [2, 100]. Default 4: a sixteenth, a quarter, all.</param>
    /// <exception cref="FraudMlException">Thrown when a number is out of range.</exception>
    public static Fidelity Rows(int rungCount = 2, int reductionFactor = 4) =>
        rungCount is < 1 or > 5 ? throw new FraudMlException($"rungCount must be in [1, 5]. Got {rungCount} instead.")
        : reductionFactor is < 2 or > 100
        ? throw new FraudMlException($"reductionFactor must be in [2, 100]. Got {reductionFactor} instead.")
        : new Fidelity(rungCount, reductionFactor);

    /// <summary>Returns the shares.</summary>
    public override string ToString() =>
        $"rows {string.Join(", ", RowShares.Select(share => FormattableString.Invariant($"{share:0.####%}")))}";
}
