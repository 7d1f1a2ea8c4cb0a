namespace FraudMl;

/// <summary>Adds beta calibration to the catalogue of calibrators.</summary>
public static class BetaCatalog
{
    extension(Calibrators)
    {
        /// <summary>Returns beta calibration (Kull, Silva Filho and Flach 2017): three numbers, so that low and high scores may be
        /// off in different ways.</summary>
        public static ICalibrator Beta() => new BetaCalibrator();
    }
}
