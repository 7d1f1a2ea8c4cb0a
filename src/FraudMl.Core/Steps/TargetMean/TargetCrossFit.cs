namespace FraudMl;

/// <summary>How training rows are encoded without their own labels.</summary>
public enum TargetCrossFit
{
    /// <summary>A row gets the encoding learned from the other folds.</summary>
    OutOfFold,

    /// <summary>A row gets the encoding learned from earlier rows whose labels were known at its time.</summary>
    OrderedInTime,
}
