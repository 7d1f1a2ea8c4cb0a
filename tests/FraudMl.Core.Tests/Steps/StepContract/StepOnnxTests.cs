using FraudMl.Onnx;
using Xunit.Abstractions;

namespace FraudMl.Tests;

/// <summary>Every step computes the same in ONNX Runtime, or stands in the printed table of those that can't be
/// exported, with the reason.</summary>
public sealed class StepOnnxTests(ITestOutputHelper output)
{
    public static TheoryData<string> Exported => [.. StepContractCases.Names.Except(StepContractCases.Refused)];

    public static TheoryData<string> Refused => [.. StepContractCases.Refused];

    [Theory]
    [MemberData(nameof(Exported))]
    public void A_step_gives_the_same_numbers_in_ONNX_Runtime(string step)
    {
        Dataset data = FeatureData.Rows(600);
        FittedFeatures features = StepContractCases.Fit(step, data).Features;

        StepOnnx.ShouldAgree(features, data);
        StepOnnx.ShouldAgree(features, FeatureData.Rows(600, seed: 12));
        StepOnnx.ShouldAgree(features, FeatureData.Extremes());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_step_that_cannot_be_exported_names_itself_and_says_why(string step)
    {
        OnnxExportException refusal = Should.Throw<OnnxExportException>(
            () => StepContractCases.Model(StepContractCases.Fit(step, FeatureData.Rows()).Features).ToOnnx());

        refusal.Part.ShouldStartWith(StepContractCases.Pipeline(step).Steps[0].Name.Split('(')[0]);
        refusal.Reason.Length.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void The_table_of_all_steps_says_which_export_and_why_others_do_not()
    {
        var refusing = new List<string>();
        output.WriteLine("| step | exports | reason |");
        output.WriteLine("|---|---|---|");
        foreach (string step in StepContractCases.Names)
        {
            string? reason = Reason(step);
            output.WriteLine($"| {step} | {(reason is null ? "yes" : "no")} | {reason} |");
            if (reason is not null) refusing.Add(step);
        }

        refusing.ShouldBe(StepContractCases.Refused, ignoreOrder: true);
    }

    private static string? Reason(string step)
    {
        try
        {
            StepContractCases.Model(StepContractCases.Fit(step, FeatureData.Rows()).Features).ToOnnx();
            return null;
        }
        catch (OnnxExportException refusal)
        {
            return refusal.Reason;
        }
    }
}
