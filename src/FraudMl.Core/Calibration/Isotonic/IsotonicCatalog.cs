namespace FraudMl;

/// <summary>Adds isotonic regression to the catalogue of calibrators.</summary>
public static class IsotonicCatalog
{
    extension(Calibrators)
    {
        /// <summary>Returns isotonic regression: the best non-decreasing map, linear between its knots. It wants a few
        /// hundred frauds or more.</summary>
        public static ICalibrator Isotonic() => new IsotonicCalibrator();
    }
}
