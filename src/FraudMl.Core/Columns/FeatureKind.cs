namespace FraudMl.Data;

/// <summary>What the values of a feature mean.</summary>
public enum FeatureKind
{
    /// <summary>Any number.</summary>
    Number,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>0 or 1.</summary>
    Indicator,

    /// <summary>Whole numbers whose order means something.</summary>
    Ordinal,

    /// <summary>Whole numbers from 0 up that name categories: their order means nothing. Missing is none of them.</summary>
    Categorical,
}
