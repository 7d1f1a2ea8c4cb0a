namespace FraudMl;

internal static class CleanedLabels
{
    /// <summary>Returns the labels whose rows may be taken away.</summary>
    public static bool[] Of(CleanedClasses classes, ClassRows rows) => classes switch
    {
        CleanedClasses.Larger => [!rows.SmallerLabel],
        CleanedClasses.Smaller => [rows.SmallerLabel],
        _ => [false, true],
    };
}
