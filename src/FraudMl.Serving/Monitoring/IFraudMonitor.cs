namespace FraudMl.Serving;

/// <summary>
/// Watches a served model: drift of what it scores, and how good it is once labels come. Any thread may call. For models with a name it is
/// the keyed service of that name.
/// </summary>
public interface IFraudMonitor
{
    /// <summary>Returns how far the scored transactions are from those that the model learned from; null while no model is in service, or
    /// when it has no reference profile.</summary>
    /// <param name="windowCount">The latest windows to compare, the one that is being counted included. Default: all that are kept.</param>
    DriftStatus? Drift(int? windowCount = null);

    /// <summary>Returns the counts behind <see cref="Drift"/>, to be added up over servers with <see cref="DriftCounts.Add"/>; null where
    /// that is null.</summary>
    /// <param name="windowCount">The latest windows. Default: all that are kept.</param>
    DriftCounts? DriftCounts(int? windowCount = null);

    /// <summary>Takes labels: late ones, repeated ones and corrections.</summary>
    /// <param name="labels">The labels.</param>
    /// <exception cref="FraudMlException">Thrown when they can't be kept: no <see cref="FraudScoringOptions.IdColumn"/> is set, or the
    /// disk refuses. None is taken then.</exception>
    LabelAnswer Label(IReadOnlyList<FraudLabel> labels);

    /// <summary>Returns how good the model is on the transactions that this server scored and remembers.</summary>
    LiveReport Live();
}
