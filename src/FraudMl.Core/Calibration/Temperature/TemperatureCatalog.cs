namespace FraudMl;

/// <summary>Adds temperature scaling to the catalogue of calibrators.</summary>
public static class TemperatureCatalog
{
    extension(Calibrators)
    {
        /// <summary>Returns temperature scaling: margins divided by one number (Guo et al. 2017). It mends models that are too sure, and
        /// leaves a wrong mean as it is.</summary>
        public static ICalibrator Temperature() => new TemperatureCalibrator();
    }
}
