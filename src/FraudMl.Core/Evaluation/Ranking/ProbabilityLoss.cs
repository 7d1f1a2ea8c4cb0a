namespace FraudMl;

/// <summary>The loss of one probability.</summary>
internal static class ProbabilityLoss
{
    /// <summary>The distance between 1 and the next double, at which the log loss clips.</summary>
    private const double MachineEpsilon = 2.220446049250313e-16;

    public static double SquaredError(double probability, bool fraud)
    {
        double error = fraud ? probability - 1 : probability;
        return error * error;
    }

    public static double LogLoss(double probability, bool fraud)
    {
        double of = Math.Clamp(probability, MachineEpsilon, 1 - MachineEpsilon);
        double against = Math.Clamp(1 - probability, MachineEpsilon, 1 - MachineEpsilon);
        return -Math.Log((fraud ? of : against) / (of + against));
    }
}
