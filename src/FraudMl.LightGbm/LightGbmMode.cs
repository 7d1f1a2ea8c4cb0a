namespace FraudMl;

/// <summary>How LightGBM grows the next tree.</summary>
public enum LightGbmMode
{
    /// <summary>On all rows, after all trees so far.</summary>
    Gbdt,

    /// <summary>After leaving out a random part of the trees so far (Rashmi and Gilad-Bachrach 2015).</summary>
    Dart,

    /// <summary>
    /// On the rows with the largest gradients and a sample of the others (Ke et al. 2017); by one thread, as each would draw a sample of
    /// its own.
    /// </summary>
    Goss,
}
