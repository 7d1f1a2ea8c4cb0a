using System.Reflection;

namespace FraudMl.Tests.TrainerContract;

/// <summary>Every calibrator of the library, found by reflection and fitted, and the prior correction; the isotonic curve's steps are as
/// steep as they come.</summary>
internal static class ParityCalibrators
{
    public static FittedCalibrator[] Of(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels)
    {
        List<FittedCalibrator> fitted =
        [
            new PriorShift(0.002, 0.08, true).ToCalibrator(),
            (FittedCalibrator)Activator.CreateInstance(Stored("PositiveUnlabelledLink"), Calibrators.Isotonic().Fit(margins, labels), 0.4)!,
        ];
        foreach (Type type in typeof(ICalibrator).Assembly.GetTypes().Where(
            type => type.IsAssignableTo(typeof(ICalibrator)) && !type.IsAbstract))
            fitted.Add(((ICalibrator)Activator.CreateInstance(type)!).Fit(margins, labels));
        fitted.Select(calibrator => calibrator.GetType()).Distinct()
            .Append(Stored("AnomalyScore")) // That of path lengths alone: it is in the graph of every isolation forest.
            .ShouldBe(typeof(FittedCalibrator).Assembly.GetTypes().Where(
                type => type.IsAssignableTo(typeof(FittedCalibrator)) && type.IsDefined(typeof(StoredAsAttribute))), ignoreOrder: true);
        return [.. fitted];
    }

    private static Type Stored(string name) => typeof(FittedCalibrator).Assembly.GetTypes().Single(type => type.Name == name);
}
