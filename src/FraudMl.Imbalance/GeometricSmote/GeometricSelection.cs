namespace FraudMl;

/// <summary>What the sphere around a row reaches to, in Geometric SMOTE.</summary>
public enum GeometricSelection
{
    /// <summary>A near row of the same class or the nearest of the other, whichever is nearer.</summary>
    Combined,

    /// <summary>A near row of the same class.</summary>
    SameClass,

    /// <summary>The nearest row of the other class.</summary>
    OtherClass,
}
