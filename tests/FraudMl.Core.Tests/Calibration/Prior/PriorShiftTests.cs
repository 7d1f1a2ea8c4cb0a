using System.Text.Json;

namespace FraudMl.Tests;

public class PriorShiftTests
{
    [Fact]
    public void A_prior_correction_survives_json_unchanged()
    {
        FittedCalibrator correction = new PriorShift(0.001, 0.1, isExact: true).ToCalibrator();
        new ModelJson().Read<FittedCalibrator>(new ModelJson().Write(correction, "The calibrator")).ShouldBe(correction);
    }

    [Fact]
    public void A_prior_shift_survives_json_unchanged()
    {
        var shift = new PriorShift(0.001, 0.1, isExact: false);
        JsonSerializer.Deserialize<PriorShift>(JsonSerializer.Serialize(shift)).ShouldBe(shift);
    }

    [Fact]
    public void Resamplings_in_a_row_are_one_shift_and_exact_only_if_both_are()
    {
        var shift = new PriorShift(0.001, 0.1, isExact: true).Then(new(0.1, 0.5, isExact: false));
        shift.ShouldBe(new PriorShift(0.001, 0.5, isExact: false));
    }

    [Fact]
    public void Ratios_outside_0_1_are_refused() =>
        Should.Throw<FraudMlException>(() => new PriorShift(0, 1, isExact: true)).Problems.Count.ShouldBe(2);
}
