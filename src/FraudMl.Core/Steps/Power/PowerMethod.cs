namespace FraudMl;

/// <summary>Families of power transformations.</summary>
public enum PowerMethod
{
    /// <summary>Yeo and Johnson 2000: takes any number.</summary>
    YeoJohnson,

    /// <summary>Box and Cox 1964: takes positive numbers only.</summary>
    BoxCox,
}
