namespace FraudMl;

/// <summary>What says how much a column tells about the label.</summary>
public enum SelectionScore
{
    /// <summary>Mutual information: nearest neighbours for continuous numbers (Ross 2014), counts for whole ones,
    /// indicators and ordinals.</summary>
    MutualInformation,

    /// <summary>F of the analysis of variance: how far the class means are apart.</summary>
    AnovaF,

    /// <summary>Chi², for counts and indicators: numbers from 0 up.</summary>
    ChiSquared,
}
