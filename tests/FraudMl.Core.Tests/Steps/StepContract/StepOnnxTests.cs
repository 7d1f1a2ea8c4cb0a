using FraudMl.Onnx;
using Xunit.Abstractions;

namespace FraudMl.Tests;

/// <summary>Every step stands in the printed table of those that are exported or can't be, with the reason; that the numbers are the same
/// is a rule of the contract.</summary>
public sealed class StepOnnxTests(ITestOutputHelper output)
{
    public static TheoryData<string> Refused => [.. StepContractCases.Refused];

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
