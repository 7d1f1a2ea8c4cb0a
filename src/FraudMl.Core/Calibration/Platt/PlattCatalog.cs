namespace FraudMl;

/// <summary>Adds Platt scaling to the catalogue of calibrators.</summary>
public static class PlattCatalog
{
    extension(Calibrators)
    {
        /// <summary>Returns Platt scaling: a logistic curve over the margin (Platt 1999). Two numbers; right for few frauds.</summary>
        public static ICalibrator Platt() => new PlattCalibrator();
    }
}
