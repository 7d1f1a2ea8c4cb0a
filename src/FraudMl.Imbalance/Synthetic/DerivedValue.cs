namespace FraudMl;

/// <summary>Computes a column of a made-up row from its other columns.</summary>
/// <param name="row">The row's values by feature name.</param>
public delegate float DerivedValue(FeatureValues row);
